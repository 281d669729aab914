package co.spkey.sdk.examples.fleetflink;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.credentials.OAuth2ClientCredentials;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import java.net.URI;
import java.util.Map;

/**
 * Where a worker finds its credentials. This name travels with the job; the credentials never do: each task manager looks them up
 * in its own environment.
 */
enum WorkerCredentials {
    /** {@code SPKEY_API_KEY}, {@code SPKEY_BEARER_TOKEN} or both. */
    ENVIRONMENT {
        @Override
        CredentialsProvider open(Map<String, String> environment) {
            return CredentialsProvider.fromEnvironment();
        }
    },

    /** Tokens of an identity provider, for the client that the worker's environment names. */
    OAUTH2 {
        @Override
        CredentialsProvider open(Map<String, String> environment) {
            OAuth2ClientCredentials.Builder tokens = OAuth2ClientCredentials.builder()
                    .tokenEndpoint(URI.create(required(environment, "SPKEY_OAUTH2_TOKEN_ENDPOINT")))
                    .clientId(required(environment, "SPKEY_OAUTH2_CLIENT_ID"))
                    .clientSecret(() -> required(environment, "SPKEY_OAUTH2_CLIENT_SECRET"));
            String audience = environment.get("SPKEY_OAUTH2_AUDIENCE");
            return (audience == null ? tokens : tokens.audience(audience)).build();
        }
    },

    /** What the demo's server accepts; no secret. */
    DEMO {
        @Override
        CredentialsProvider open(Map<String, String> environment) {
            return CredentialsProvider.of(Credentials.apiKey(ReferenceServer.DEFAULT_API_KEY));
        }
    };

    /**
     * Looks the credentials up.
     *
     * @return a provider; the caller's to close if it can be
     * @throws IllegalStateException naming what the environment lacks
     */
    abstract CredentialsProvider open(Map<String, String> environment);

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("the task manager's environment has no " + name);
        }
        return value;
    }
}
