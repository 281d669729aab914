package co.spkey.sdk.hubs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every answer has on the wire, whatever it says. */
class AnswersOnTheWireTest {

    private static final ReferenceServer SERVER = ReferenceServer.start();
    private static final Caller CALLER = new Caller(SERVER);

    @AfterAll
    static void close() {
        SERVER.close();
    }

    /** PH-ERR-03. */
    @Test
    void everyAnswerHasARayOfItsOwn() throws Exception {
        Set<String> rays = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            rays.add(CALLER.provision("ray").headers().firstValue("cf-ray").orElseThrow());
            rays.add(CALLER.send("GET", "/nowhere", null)
                    .headers()
                    .firstValue("cf-ray")
                    .orElseThrow());
        }
        assertThat(rays).hasSize(100).allMatch(ray -> ray.matches("[0-9a-f]{16}-[A-Z]{3}"));
    }

    /** PH-RES-10. */
    @ParameterizedTest(name = "Accept-Encoding [{0}]: gzip {1}")
    @CsvSource({
        "gzip,                          true",
        "GZIP,                          true",
        "'br, gzip;q=0.5',              true",
        "'deflate, *',                  true",
        "'*;q=0, gzip',                 true",
        "'gzip;q=0',                    false",
        "'gzip; q=0.000',               false",
        "'gzip;q=0, *',                 false",
        "'*;q=0',                       false",
        "identity,                      false",
        "'',                            false",
        "br,                            false",
        "notgzip,                       false",
    })
    void answersAreCompressedWhenTheRequestAllowsIt(String accept, boolean gzip) throws Exception {
        String path = "/nowhere";
        var answer = CALLER.sendBytes("GET", path, new byte[0], "Accept-Encoding", accept);

        assertThat(answer.headers().firstValue("Content-Encoding").isPresent()).isEqualTo(gzip);
        byte[] body =
                gzip ? new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes() : answer.body();
        assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo("404 Not Found");
    }

    @Test
    void answersAreNotCompressedUnasked() throws Exception {
        assertThat(CALLER.provision("plain").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void oneConnectionServesManyRequests() throws Exception {
        try (RawConnection connection = new RawConnection(SERVER)) {
            for (int i = 0; i < 5; i++) {
                String head = connection.provision("keep-alive").readHead();
                assertThat(head).startsWith(i == 0 ? "HTTP/1.1 201 " : "HTTP/1.1 200 ");
                connection.read(RawConnection.length(head));
            }
        }
    }

    @Test
    void aBodyAboveTheBoundIs413AndTheConnectionEnds() throws Exception {
        try (RawConnection connection = new RawConnection(SERVER)) {
            int length = RequestHandler.LONGEST_BODY + 1;
            connection.send("POST /hubs/big/ProvisionHub HTTP/1.1\r\nHost: x\r\nX-API-Key: test-key\r\nContent-Length: "
                    + length + "\r\n\r\n" + " ".repeat(length));

            String answer = connection.readTextToEnd();

            assertThat(answer)
                    .startsWith("HTTP/1.1 413 ")
                    .contains("Connection: close")
                    .endsWith("413 Payload Too Large");
        }
    }

    @Test
    void aBodyOfExactlyTheBoundIsRead() throws Exception {
        String body = Caller.body("limit");
        String padded = body + " ".repeat(RequestHandler.LONGEST_BODY - body.length());

        assertThat(CALLER.provision("limit", padded).statusCode()).isEqualTo(201);
    }

    @Test
    void aDefectIsAnsweredAndTheServerGoesOn() throws Exception {
        Clock broken = new Clock() {
            @Override
            public Instant instant() {
                throw new IllegalStateException("no time");
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        try (ReferenceServer server = ReferenceServer.builder().clock(broken).start()) {
            Caller caller = new Caller(server);

            var answer = caller.provision("h");

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(answer.body())
                    .startsWith("{\"success\":false,\"errors\":[{\"code\":500,\"message\":\"Internal Error");
            assertThat(caller.send("GET", "/nowhere", null).statusCode()).isEqualTo(404);
        }
    }
}
