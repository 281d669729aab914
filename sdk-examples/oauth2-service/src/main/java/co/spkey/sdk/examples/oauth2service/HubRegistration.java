package co.spkey.sdk.examples.oauth2service;

import co.spkey.sdk.core.credentials.OAuth2ClientCredentials;
import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.core.error.ErrorDetails;
import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import co.spkey.sdk.hubs.ProvisionHubResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a service holds on to for as long as it runs: one source of tokens and one client. Both are thread-safe; every
 * request of the service uses them.
 */
public final class HubRegistration implements AutoCloseable {

    private final OAuth2ClientCredentials tokens;
    private final HubsClient hubs;

    /**
     * Begins; nothing is fetched before the first call.
     *
     * @param api where the API is
     * @param tokenEndpoint where the identity provider gives tokens
     * @param clientId this service's name there
     * @param secretFile a file that holds the client secret and nothing else; it is read for every new token, so the secret
     *     can be rotated without a restart
     */
    public HubRegistration(URI api, URI tokenEndpoint, String clientId, Path secretFile) {
        tokens = OAuth2ClientCredentials.builder()
                .tokenEndpoint(tokenEndpoint)
                .clientId(clientId)
                .clientSecret(() -> secret(secretFile))
                .audience("https://api.spkey.co")
                .build();
        hubs = HubsClient.builder().baseUrl(api).credentials(tokens).build();
    }

    /** Registers a hub; a token is fetched only if none is at hand. */
    public ProvisionHubResponse register(String hubId, String serial, String model) {
        return hubs.provision(ProvisionHubRequest.of(hubId, serial, model));
    }

    private static String secret(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new CredentialsException(ErrorDetails.builder("no client secret in " + file)
                    .cause(unreadable)
                    .build());
        }
    }

    /** The client first: its last calls may still need a token. */
    @Override
    public void close() {
        hubs.close();
        tokens.close();
    }
}
