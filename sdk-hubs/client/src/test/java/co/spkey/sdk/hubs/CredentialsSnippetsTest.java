package co.spkey.sdk.hubs;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.core.CallOptions;
import co.spkey.sdk.core.Environment;
import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.credentials.OAuth2ClientCredentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of "Which credentials for which job", line for line. */
class CredentialsSnippetsTest {

    private interface SecretStore {
        String read(String name);
    }

    private final SecretStore secretStore = name -> "value-of-" + name;

    @Test
    void fixed() {
        CredentialsProvider fixed = CredentialsProvider.of(Credentials.apiKey(secretStore.read("spkey-api-key")));

        assertThat(fixed.credentials()).isEqualTo(Credentials.apiKey("value-of-spkey-api-key"));
    }

    @Test
    void environment() {
        CredentialsProvider fromEnvironment = CredentialsProvider.fromEnvironment();

        assertThat(fromEnvironment).hasToString("environment variables");
    }

    @Test
    void properties() {
        CredentialsProvider fromProperties = CredentialsProvider.fromSystemProperties();

        assertThat(fromProperties).hasToString("system properties");
    }

    @Test
    void file() {
        CredentialsProvider fromFile = CredentialsProvider.fromFile(Path.of("/run/secrets/spkey"));

        assertThat(fromFile).hasToString("file " + Path.of("/run/secrets/spkey").toAbsolutePath());
    }

    @Test
    void chains() {
        CredentialsProvider chain = CredentialsProvider.defaultChain();
        CredentialsProvider own = CredentialsProvider.chain(
                CredentialsProvider.fromFile(Path.of("/run/secrets/spkey")), CredentialsProvider.fromEnvironment());

        assertThat(chain.toString()).startsWith("chain [system properties, environment variables, file ");
        assertThat(own.toString()).startsWith("chain [file ");
    }

    @Test
    void vault() {
        CredentialsProvider vault = () -> Credentials.apiKey(secretStore.read("spkey-api-key"));

        assertThat(vault.credentials()).isEqualTo(Credentials.apiKey("value-of-spkey-api-key"));
    }

    @Test
    void oauth() {
        try (OAuth2ClientCredentials token = OAuth2ClientCredentials.builder()
                        .tokenEndpoint(URI.create("https://spkey.eu.auth0.com/oauth/token"))
                        .clientId("acme-line-7")
                        .clientSecret(() -> secretStore.read("acme-line-7"))
                        .audience("https://api.spkey.co")
                        .build();
                HubsClient hubs = HubsClient.builder()
                        .environment(Environment.STAGING)
                        .credentials(token)
                        .build()) {
            System.out.println("calls are made as " + token);
            assertThat(hubs).isNotNull();
        }
    }

    @Test
    void tenants(@TempDir Path folder) throws IOException, InterruptedException {
        ProvisionHubRequest request = ProvisionHubRequest.of("hub-0042", "SN-0042", "SPK-HUB-2");
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            server.enqueue(CredentialsTokenServer.answer(
                            200, "{\"success\":true,\"aggregateId\":\"hub-0042\",\"version\":1,\"event\":null}")
                    .build());
            Path key = Files.writeString(folder.resolve("key"), "apiKey=the-clients-own\n");
            try (HubsClient hubs = HubsClient.builder()
                    .baseUrl(server.url("/").uri())
                    .credentials(CredentialsProvider.fromFile(key))
                    .build()) {
                CallOptions asTenant = CallOptions.builder()
                        .credentials(CredentialsProvider.of(Credentials.apiKey(secretStore.read("tenant-a"))))
                        .build();
                hubs.provision(request, asTenant);
            }
            assertThat(server.takeRequest().getHeaders().get("X-API-Key")).isEqualTo("value-of-tenant-a");
        }
    }
}
