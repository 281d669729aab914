package co.spkey.sdk.hubs;

import co.spkey.sdk.core.CallOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The two ways to make a call; what holds for one holds for the other, so tests run over both. */
enum CallPath {
    BLOCKING {
        @Override
        ProvisionHubResponse provision(HubsClient hubs, ProvisionHubRequest request, CallOptions options) {
            return Callers.call(() -> hubs.provision(request, options));
        }

        @Override
        ProvisionHubResponse provisionVerified(HubsClient hubs, ProvisionHubRequest request) {
            return Callers.call(() -> hubs.provisionVerified(request));
        }

        @Override
        HubStatus status(HubsClient hubs, String hubId) {
            return Callers.call(() -> hubs.status(hubId));
        }

        @Override
        Thread caller() {
            return Callers.latest();
        }
    },
    ASYNC {
        @Override
        ProvisionHubResponse provision(HubsClient hubs, ProvisionHubRequest request, CallOptions options) {
            return joined(hubs.provisionAsync(request, options));
        }

        @Override
        ProvisionHubResponse provisionVerified(HubsClient hubs, ProvisionHubRequest request) {
            return joined(hubs.provisionVerifiedAsync(request));
        }

        @Override
        HubStatus status(HubsClient hubs, String hubId) {
            return joined(hubs.statusAsync(hubId));
        }

        @Override
        Thread caller() {
            return Thread.currentThread();
        }
    };

    abstract ProvisionHubResponse provision(HubsClient hubs, ProvisionHubRequest request, CallOptions options);

    abstract ProvisionHubResponse provisionVerified(HubsClient hubs, ProvisionHubRequest request);

    abstract HubStatus status(HubsClient hubs, String hubId);

    /** Returns the thread that made the latest call. */
    abstract Thread caller();

    ProvisionHubResponse provision(HubsClient hubs, ProvisionHubRequest request) {
        return provision(hubs, request, CallOptions.none());
    }

    /** What a failed future holds comes out in one step. */
    private static <V> V joined(CompletableFuture<V> future) {
        try {
            return future.join();
        } catch (CompletionException wrapped) {
            if (wrapped.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw wrapped;
        }
    }
}
