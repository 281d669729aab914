package co.spkey.sdk.examples.fleetflink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.spkey.sdk.core.credentials.OAuth2ClientCredentials;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class WorkerCredentialsTest {

    @Test
    void oauth2FetchesATokenForTheClientThatTheWorkersEnvironmentNames() throws IOException {
        byte[] token = "{\"access_token\":\"a-token\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
                .getBytes(StandardCharsets.UTF_8);
        Queue<String> forms = new ConcurrentLinkedQueue<>();
        HttpServer identityProvider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        identityProvider.createContext("/token", exchange -> {
            try (exchange) {
                forms.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, token.length);
                exchange.getResponseBody().write(token);
            }
        });
        identityProvider.start();
        try (OAuth2ClientCredentials credentials = (OAuth2ClientCredentials) WorkerCredentials.OAUTH2.open(Map.of(
                "SPKEY_OAUTH2_TOKEN_ENDPOINT",
                "http://127.0.0.1:" + identityProvider.getAddress().getPort() + "/token",
                "SPKEY_OAUTH2_CLIENT_ID",
                "plant-7",
                "SPKEY_OAUTH2_CLIENT_SECRET",
                "its-secret",
                "SPKEY_OAUTH2_AUDIENCE",
                "hubs"))) {
            assertThat(credentials.credentials().bearerToken()).isEqualTo("a-token");
            assertThat(forms).hasSize(1).first().asString().contains("audience=hubs");
        } finally {
            identityProvider.stop(0);
        }
    }

    @Test
    void oauth2SaysWhatTheEnvironmentLacks() {
        assertThatThrownBy(() -> WorkerCredentials.OAUTH2.open(Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the task manager's environment has no SPKEY_OAUTH2_TOKEN_ENDPOINT");
    }
}
