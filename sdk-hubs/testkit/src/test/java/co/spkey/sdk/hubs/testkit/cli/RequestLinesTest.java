package co.spkey.sdk.hubs.testkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.hubs.testkit.ReferenceServer;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What {@code serve} prints of a request. */
class RequestLinesTest {

    @Test
    void whatCouldDriveATerminalIsNotPrinted() throws Exception {
        LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
        ReferenceServer.Builder builder = ReferenceServer.builder()
                .requestListener((request, elapsed) -> lines.add(RequestLines.line(request, elapsed)));
        try (ReferenceServer server = builder.start()) {
            URI url = server.baseUrl();
            try (Socket socket = new Socket(url.getHost(), url.getPort())) {
                String request = "GET\u009b31m\u001b[2J /hubs HTTP/1.1\r\nHost: x\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));

                assertThat(lines.poll(20, TimeUnit.SECONDS)).matches("GET\\?31m\\?\\[2J /hubs 404 \\d+ ms");
            }
        }
    }
}
