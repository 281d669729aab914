package org.example;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import java.net.URI;

/** What an application does with the SDK: registers hubs, and says what happened to each. */
public final class Onboarding implements AutoCloseable {

    private final HubsClient hubs;

    public Onboarding(URI baseUrl, String apiKey) {
        hubs = HubsClient.builder()
                .baseUrl(baseUrl)
                .credentials(CredentialsProvider.of(Credentials.apiKey(apiKey)))
                .build();
    }

    public String register(String hubId, String serial, String model) {
        try {
            return hubs.provision(ProvisionHubRequest.of(hubId, serial, model)).outcome().name();
        } catch (SpkeyException failed) {
            return failed.getClass().getSimpleName();
        }
    }

    @Override
    public void close() {
        hubs.close();
    }
}
