package co.spkey.sdk.examples.observability;

import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import co.spkey.sdk.hubs.ProvisionHubResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The two ways to make a call; what holds for one holds for the other. */
enum CallPath {
    BLOCKING {
        @Override
        ProvisionHubResponse provision(HubsClient hubs, ProvisionHubRequest request) {
            return hubs.provision(request);
        }

        @Override
        ProvisionHubResponse provisionVerified(HubsClient hubs, ProvisionHubRequest request) {
            return hubs.provisionVerified(request);
        }
    },
    ASYNC {
        @Override
        ProvisionHubResponse provision(HubsClient hubs, ProvisionHubRequest request) {
            return joined(hubs.provisionAsync(request));
        }

        @Override
        ProvisionHubResponse provisionVerified(HubsClient hubs, ProvisionHubRequest request) {
            return joined(hubs.provisionVerifiedAsync(request));
        }
    };

    abstract ProvisionHubResponse provision(HubsClient hubs, ProvisionHubRequest request);

    abstract ProvisionHubResponse provisionVerified(HubsClient hubs, ProvisionHubRequest request);

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
