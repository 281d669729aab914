package co.spkey.sdk.examples.observability;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.retry.RetryPolicy;
import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import java.net.URI;
import java.time.Duration;
import mockwebserver3.MockResponse;

/** What the tests of both listeners talk to. */
final class Backends {

    static final ProvisionHubRequest HUB = ProvisionHubRequest.of("hub-1", "SN-1", "M-1");

    private Backends() {}

    /** A client that waits next to nothing between attempts. */
    static HubsClient.Builder client(URI url) {
        return HubsClient.builder()
                .baseUrl(url)
                .credentials(CredentialsProvider.of(Credentials.apiKey(ReferenceServer.DEFAULT_API_KEY)))
                .retryPolicy(RetryPolicy.builder()
                        .baseDelay(Duration.ofMillis(1))
                        .maxDelay(Duration.ofMillis(1))
                        .build());
    }

    static MockResponse provisioned() {
        return new MockResponse.Builder()
                .code(200)
                .addHeader("Content-Type", "application/json")
                .body("{\"success\":true,\"aggregateId\":\"hub-1\",\"version\":1,\"event\":null}")
                .build();
    }

    static MockResponse failed(int status) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .addHeader("cf-ray", "8c1f-AMS")
                .body("{\"success\":false,\"errors\":[{\"code\":" + status + ",\"message\":\"not now\"}]}")
                .build();
    }
}
