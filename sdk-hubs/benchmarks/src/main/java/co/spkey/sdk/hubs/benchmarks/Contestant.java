package co.spkey.sdk.hubs.benchmarks;

import java.util.concurrent.CompletableFuture;

/** One way of making the call, as its users would write it; thread-safe. */
interface Contestant extends AutoCloseable {

    /** Makes one call and waits for its end. */
    void call() throws Exception;

    /** Makes one call without waiting. */
    default CompletableFuture<?> callAsync() {
        throw new UnsupportedOperationException(getClass().getSimpleName() + " has no asynchronous form");
    }

    /**
     * Makes calls in one run for a while.
     *
     * @return how many
     */
    default long bulk(long millis, int inFlight) throws Exception {
        throw new UnsupportedOperationException(getClass().getSimpleName() + " has no bulk form");
    }

    @Override
    default void close() {}
}
