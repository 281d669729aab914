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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PreparedRequestTest {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ServerSocket server;

    PreparedRequestTest() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private PreparedRequest request(String body) {
        URI url = URI.create("http://localhost:" + server.getLocalPort() + "/");
        return new PreparedRequest(
                new WireRequest("POST", url, new String[0], body.getBytes(US_ASCII)),
                HttpHeaders.of(Map.of(), (name, value) -> true),
                null,
                null);
    }

    /** What the server gets until the client closes the connection. */
    private CompletableFuture<String> received() {
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
        PreparedRequest late = request("command");
        CompletableFuture<String> received = received();
        assertThat(late.late()).isInstanceOf(HttpConnectTimeoutException.class);

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> client.send(late, BodyHandlers.discarding()));
        assertThat(received.get()).doesNotContain("command");
        assertThat(late.mayHaveSentItsBody()).isFalse();
    }

    @Test
    void mayHaveSentItsBodyOnceThatWasAskedFor() throws Exception {
        PreparedRequest sent = request("command");
        CompletableFuture<?> exchange = client.sendAsync(sent, BodyHandlers.discarding());
        try (Socket connection = server.accept()) {
            connection.setSoTimeout(20_000);
            StringBuilder received = new StringBuilder();
            while (received.indexOf("command") < 0) {
                received.append((char) connection.getInputStream().read());
            }

            assertThat(sent.late()).isExactlyInstanceOf(HttpTimeoutException.class);
            assertThat(sent.mayHaveSentItsBody()).isTrue();
        }
        exchange.cancel(true);
    }

    @Test
    void saysNothingOfABodyThatItDoesNotHave() {
        assertThat(request("").late()).isExactlyInstanceOf(HttpTimeoutException.class);
    }
}
