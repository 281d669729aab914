package co.spkey.sdk.core.credentials;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Takes in a token endpoint's answer up to a bound. It never fails: what ends the body early is part of the result, since
 * an error's status counts even where its body never came whole.
 */
final class TokenBody implements BodySubscriber<TokenBody.Result> {

    /** Real answers are a few KiB. */
    static final int LARGEST = 1024 * 1024;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(512);
    private final CompletableFuture<Result> result = new CompletableFuture<>();
    private @Nullable Subscription subscription;

    /** What came, and what was wrong with it, if anything. */
    static final class Result {

        private final byte[] bytes;
        private final @Nullable IOException problem;
        private final boolean lost;

        Result(byte[] bytes, @Nullable IOException problem, boolean lost) {
            this.bytes = bytes;
            this.problem = problem;
            this.lost = lost;
        }

        byte[] bytes() {
            return bytes;
        }

        @Nullable
        IOException problem() {
            return problem;
        }

        /** Whether the problem was the connection's and not the body's own. */
        boolean lost() {
            return lost;
        }
    }

    @Override
    public CompletionStage<Result> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            int fits = Math.min(buffer.remaining(), LARGEST - kept.size());
            boolean all = fits == buffer.remaining();
            byte[] bytes = new byte[fits];
            buffer.get(bytes);
            kept.writeBytes(bytes);
            if (!all) {
                result.complete(new Result(kept.toByteArray(), tooLarge(), false));
                if (subscription != null) {
                    subscription.cancel();
                }
                return;
            }
        }
    }

    static IOException tooLarge() {
        return new IOException("larger than " + LARGEST + " bytes");
    }

    @Override
    public void onError(Throwable broken) {
        IOException problem = broken instanceof IOException known ? known : new IOException(broken.toString(), broken);
        result.complete(new Result(kept.toByteArray(), problem, true));
    }

    @Override
    public void onComplete() {
        result.complete(new Result(kept.toByteArray(), null, false));
    }
}
