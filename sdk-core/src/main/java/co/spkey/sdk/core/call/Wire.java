package co.spkey.sdk.core.call;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * One attempt: carries a prepared request to the server and brings back status, header fields and a bounded body. The
 * engine knows no more of HTTP than this, so another transport could take its place.
 */
interface Wire extends AutoCloseable {

    /**
     * Sends and waits.
     *
     * @throws WireException if no status came back within the limit
     * @throws InterruptedException if the thread was interrupted; the exchange is aborted
     */
    Answer send(WireRequest request, Duration limit) throws WireException, InterruptedException;

    /**
     * Sends without waiting. The future fails with a {@link WireException}; cancelling it aborts the exchange.
     */
    CompletableFuture<Answer> sendAsync(WireRequest request, Duration limit);

    /** Whether an {@code Authorization} field may be left out of what is sent. */
    boolean mayLeaveOutAuthorization();

    /** Gives up what is this wire's own; exchanges under way may break. */
    @Override
    void close();
}
