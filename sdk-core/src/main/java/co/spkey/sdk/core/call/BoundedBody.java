package co.spkey.sdk.core.call;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes in a body within two bounds, its size and its time, and drops the connection where one is passed. The time limit
 * of a JDK request ends with the header section, so a body that stalls would otherwise hang for ever.
 *
 * <p>Never fails: whatever ends the body early is said by the {@link Body}.
 */
final class BoundedBody implements BodySubscriber<Body> {

    private static final int FIRST_SIZE = 512;
    private static final int MOST_SET_ASIDE = 8 * 1024;

    private final int largest;
    private final @Nullable Timer timer;
    private final long deadline;
    private final Consumer<Body> whenWhole;
    private final CompletableFuture<Body> result = new CompletableFuture<>();

    private byte[] bytes;
    private int length;
    private volatile @Nullable Subscription subscription;
    private volatile Timer.@Nullable Task timeout;

    /**
     * Makes a subscriber for one answer.
     *
     * @param largest the most bytes that are kept
     * @param expected how many will probably come, or -1; believed up to a few KiB
     * @param timer ends a body that isn't whole in time; null where whoever waits for it is freed in time anyway
     * @param deadline the timer's moment at which the body must be whole
     * @param whenWhole takes the body once it is whole, before the JDK does
     */
    BoundedBody(int largest, int expected, @Nullable Timer timer, long deadline, Consumer<Body> whenWhole) {
        this.largest = largest;
        bytes = new byte[expected < 0 ? FIRST_SIZE : Math.min(expected, MOST_SET_ASIDE)];
        this.timer = timer;
        this.deadline = deadline;
        this.whenWhole = whenWhole;
    }

    @Override
    public CompletionStage<Body> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        if (result.isDone()) { // Its time has run out already.
            given.cancel();
            return;
        }
        if (timer != null) {
            timeout = timer.at(deadline, () -> endEarly(Body.End.TIMED_OUT));
        }
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (!result.isDone() && !keep(buffers)) {
            endEarly(Body.End.TOO_LARGE);
        }
    }

    /** Keeps what fits; false when it wasn't all. */
    private synchronized boolean keep(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            int fits = Math.min(buffer.remaining(), largest - length);
            boolean all = fits == buffer.remaining();
            if (length + fits > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(length + fits, Math.min(largest, bytes.length * 2)));
            }
            buffer.get(bytes, length, fits);
            length += fits;
            if (!all) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void onError(Throwable broken) {
        end(Body.End.BROKEN, broken);
    }

    @Override
    public void onComplete() {
        end(Body.End.COMPLETE, null);
    }

    /** Ends the body with what the exchange failed with, unless it has ended, drops the connection, and returns it. */
    Body endedBy(Throwable failure) {
        if (end(failure instanceof HttpTimeoutException ? Body.End.TIMED_OUT : Body.End.BROKEN, failure)) {
            cancelSubscription();
        }
        return result.join();
    }

    /** Ends the body before it is whole, unless it has ended, and drops the connection. */
    void endEarly(Body.End how) {
        if (end(how, null)) {
            cancelSubscription();
        }
    }

    private void cancelSubscription() {
        Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }

    /**
     * Completes outside of the lock: that runs code of the JDK, which holds locks of its own when it calls.
     *
     * @return whether it hadn't ended before
     */
    private boolean end(Body.End how, @Nullable Throwable cause) {
        Timer.Task limit = timeout;
        if (limit != null) {
            limit.cancel();
        }
        byte[] kept;
        synchronized (this) {
            kept = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        }
        Body body = new Body(kept, how, cause);
        if (how == Body.End.COMPLETE && !result.isDone()) {
            whenWhole.accept(body);
        }
        return result.complete(body);
    }
}
