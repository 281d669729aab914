package co.spkey.sdk.core.call;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PreparedRequestTest {

    private static PreparedRequest request(int port, String body) {
        URI url = URI.create("http://localhost:" + port + "/");
        return new PreparedRequest(
                new WireRequest("POST", url, new String[0], body.getBytes(US_ASCII)),
                HttpHeaders.of(Map.of(), (name, value) -> true),
                null,
                null);
    }

    /** What the server gets until the client closes the connection. */
    private static CompletableFuture<String> received(ServerSocket server) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (Socket connection = server.accept()) {
                        connection.setSoTimeout(20_000);
                        return new String(connection.getInputStream().readAllBytes(), US_ASCII);
                    } catch (IOException broken) {
                        return "";
                    }
                },
                work -> new Thread(work).start());
    }

    @Test
    void neverSendsItsBodyOnceItWasSaidThatItHasNot() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            PreparedRequest late = request(server.getLocalPort(), "command");
            CompletableFuture<String> received = received(server);
            assertThat(late.late()).isInstanceOf(HttpConnectTimeoutException.class);

            assertThatExceptionOfType(IOException.class).isThrownBy(() -> client.send(late, BodyHandlers.discarding()));
            assertThat(received.get()).doesNotContain("command");
        }
    }

    @Test
    void mayHaveSentItsBodyOnceThatWasAskedFor() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            PreparedRequest sent = request(server.getLocalPort(), "command");
            CompletableFuture<?> exchange = client.sendAsync(sent, BodyHandlers.discarding());
            try (Socket connection = server.accept()) {
                connection.getInputStream().read();

                assertThat(sent.late()).isExactlyInstanceOf(HttpTimeoutException.class);
            }
            exchange.cancel(true);
        }
    }

    @Test
    void saysNothingOfABodyThatItDoesNotHave() {
        assertThat(request(1, "").late()).isExactlyInstanceOf(HttpTimeoutException.class);
    }
}
