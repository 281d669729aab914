package co.spkey.sdk.core.credentials;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;

/** The two ways to ask a provider; what holds for one holds for the other, so tests run over both. */
enum Ask {
    BLOCKING {
        @Override
        Credentials of(CredentialsProvider provider) {
            return provider.credentials();
        }
    },
    ASYNC {
        @Override
        Credentials of(CredentialsProvider provider) {
            try {
                return provider.credentialsAsync(ForkJoinPool.commonPool())
                        .toCompletableFuture()
                        .join();
            } catch (CompletionException wrapped) {
                if (wrapped.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw wrapped;
            }
        }
    };

    abstract Credentials of(CredentialsProvider provider);
}
