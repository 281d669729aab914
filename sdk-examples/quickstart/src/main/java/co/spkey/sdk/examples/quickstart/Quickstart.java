package co.spkey.sdk.examples.quickstart;

import co.spkey.sdk.core.Environment;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import co.spkey.sdk.hubs.ProvisionHubResponse;
import java.net.URI;

/** Provisions one hub, with the credentials in {@code SPKEY_API_KEY} and/or {@code SPKEY_BEARER_TOKEN}. */
public final class Quickstart {

    public static void main(String[] args) {
        String baseUrl = System.getenv()
                .getOrDefault("SPKEY_BASE_URL", Environment.LOCAL.baseUrl().toString());
        ProvisionHubRequest hub = ProvisionHubRequest.of("hub-0042", "SN-0042", "SPK-HUB-2");

        try (HubsClient hubs = HubsClient.builder()
                .baseUrl(URI.create(baseUrl))
                .credentials(CredentialsProvider.fromEnvironment())
                .build()) {
            ProvisionHubResponse response = hubs.provision(hub);
            System.out.println(hub.hubId() + ": " + response.outcome());
        } catch (SpkeyException failed) {
            System.err.println(failed.getMessage());
            System.exit(1);
        }
    }
}
