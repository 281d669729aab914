package co.spkey.sdk.core.credentials;

import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.core.error.ErrorDetails;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Completes the futures of those who wait for a token, where they want their continuations to run. */
final class Waiting {

    private Waiting() {}

    static void complete(CompletableFuture<Credentials> waiter, Executor executor, Supplier<Credentials> value) {
        handOver(executor, () -> {
            try {
                if (!waiter.isDone()) {
                    waiter.complete(value.get());
                }
            } catch (Exception | Error failure) {
                // Checked ones too, which other languages throw at will.
                waiter.completeExceptionally(failure);
            }
        });
    }

    /** Each gets an exception of its own: what one adds to it is no business of the others. */
    static void fail(CompletableFuture<Credentials> waiter, Executor executor, Throwable failure) {
        handOver(executor, () -> waiter.completeExceptionally(exception(failure)));
    }

    static CredentialsException exception(Throwable failure) {
        String what = failure instanceof TokenFailure known
                ? known.what()
                : failure.getClass().getName();
        return new CredentialsException(ErrorDetails.builder(what)
                .cause(failure instanceof TokenFailure ? failure.getCause() : failure)
                .build());
    }

    private static void handOver(Executor executor, Runnable action) {
        try {
            executor.execute(action);
        } catch (Exception | Error refused) {
            // Better the wrong thread than a future that never completes.
            action.run();
        }
    }
}
