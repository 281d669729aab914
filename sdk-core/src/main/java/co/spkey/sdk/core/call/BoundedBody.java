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
 * Takes in a body up to a size, and drops the connection where that is passed.
 *
 * <p>Never fails: whatever ends the body early is said by the {@link Body}.
 */
final class BoundedBody implements BodySubscriber<Body> {

    private static final int FIRST_SIZE = 512;
    private static final int MOST_SET_ASIDE = 8 * 1024;

    private final int largest;
    private final Consumer<Body> whenEnded;
    private final CompletableFuture<Body> result = new CompletableFuture<>();

    private byte[] bytes;
    private int length;
    private boolean ended;
    private volatile @Nullable Subscription subscription;

    /**
     * Makes a subscriber for one answer.
     *
     * @param largest the most bytes that are kept
     * @param expected how many will probably come, or -1; believed up to a few KiB
     * @param whenEnded takes the body once its end has come, before the JDK does
     */
    BoundedBody(int largest, int expected, Consumer<Body> whenEnded) {
        this.largest = largest;
        bytes = new byte[expected < 0 ? FIRST_SIZE : Math.min(expected, MOST_SET_ASIDE)];
        this.whenEnded = whenEnded;
    }

    @Override
    public CompletionStage<Body> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        if (result.isDone()) {
            given.cancel();
        } else {
            given.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (!result.isDone() && !keep(buffers)) {
            tellEnd(Body.End.TOO_LARGE, null);
            cancel();
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
        tellEnd(Body.End.BROKEN, broken);
    }

    @Override
    public void onComplete() {
        tellEnd(Body.End.COMPLETE, null);
    }

    /** Ends the body with what the exchange failed with, unless it has ended, and returns it. */
    Body endedBy(Throwable failure) {
        Body early = end(failure instanceof HttpTimeoutException ? Body.End.TIMED_OUT : Body.End.BROKEN, failure);
        if (early != null) {
            result.complete(early);
        }
        return result.join();
    }

    /** Takes no more; the connection is closed unless the body is whole. */
    void cancel() {
        Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }

    private void tellEnd(Body.End how, @Nullable Throwable cause) {
        Body body = end(how, cause);
        if (body != null) {
            whenEnded.accept(body);
            result.complete(body); // Outside of the lock: this runs code of the JDK, which holds locks of its own.
        }
    }

    /** Returns what there is, the first time. */
    private synchronized @Nullable Body end(Body.End how, @Nullable Throwable cause) {
        if (ended) {
            return null;
        }
        ended = true;
        return new Body(length == bytes.length ? bytes : Arrays.copyOf(bytes, length), how, cause);
    }
}
