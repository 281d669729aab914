package co.spkey.sdk.hubs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.spkey.sdk.core.CallOptions;
import co.spkey.sdk.core.error.ApiException;
import co.spkey.sdk.core.error.ConnectionException;
import co.spkey.sdk.core.error.MalformedResponseException;
import co.spkey.sdk.core.error.ServerException;
import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.core.observe.AttemptEnded;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that no client should trust: the status of an error decides all the same, and memory stays bounded. */
class HostileBodiesTest {

    private static final CallOptions ONCE = CallOptions.builder()
            .retryPolicy(RetryPolicy.none())
            .attemptTimeout(Duration.ofSeconds(20))
            .build();
    private static final int MEBIBYTE = 1024 * 1024;

    /** What a body is, and whether its text can be kept. */
    record Hostile(String name, ByteString body, String headers, boolean hasText) {
        Hostile(String name, byte[] body, String headers, boolean hasText) {
            this(name, ByteString.of(body), headers, hasText);
        }

        Hostile(String name, String body) {
            this(name, body.getBytes(UTF_8), "", true);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> bodies() {
        String json = "{\"error\":\"Größe\",\"message\":\"zu groß\"}";
        return Stream.of(
                        new Hostile("HTML", "<html><title>Error 503</title><body>cloudflare</body></html>"),
                        new Hostile("plain text", "503 Service Unavailable"),
                        new Hostile("empty", new byte[0], "", false),
                        new Hostile("blank", " \r\n"),
                        new Hostile("cut off in the middle", json.substring(0, 25)),
                        new Hostile("trailing text", json + " and more"),
                        new Hostile("an array", "[" + json + "]"),
                        new Hostile("a number", "503"),
                        new Hostile("a huge number", "1e999999999"),
                        new Hostile("null", "null"),
                        new Hostile("a lone surrogate", "{\"message\":\"\\ud800\",\"error\":\"\\udc00\"}"),
                        new Hostile(
                                "huge numbers inside",
                                "{\"errors\":[{\"code\":1e999999999,\"message\":-1e-999999999}]}"),
                        new Hostile("Latin-1", json.getBytes(ISO_8859_1), "", true),
                        new Hostile("UTF-16", json.getBytes(UTF_16LE), "", true),
                        new Hostile("wrong media type", json.getBytes(UTF_8), "Content-Type: image/png\r\n", true),
                        new Hostile("broken media type", json.getBytes(UTF_8), "Content-Type: ;;=\"\r\n", true),
                        new Hostile(
                                "unknown charset", json.getBytes(UTF_8), "Content-Type: a/b; charset=x-no\r\n", true),
                        new Hostile("gzip", gzip(json.getBytes(UTF_8)), "Content-Encoding: gzip\r\n", true),
                        new Hostile("x-gzip", gzip(json.getBytes(UTF_8)), "Content-Encoding: X-GZip\r\n", true),
                        new Hostile("gzip in name only", json.getBytes(UTF_8), "Content-Encoding: gzip\r\n", false),
                        new Hostile("gzip bomb", gzip(new byte[50 * MEBIBYTE]), "Content-Encoding: gzip\r\n", true),
                        new Hostile("gzip of empty members", emptyMembers(40_000), "Content-Encoding: gzip\r\n", false),
                        new Hostile("brotli", new byte[] {11, 2, -128}, "Content-Encoding: br\r\n", false),
                        new Hostile("odd coding", json.getBytes(UTF_8), "Content-Encoding: gz${ip}\r\n", false),
                        new Hostile("random bytes", new byte[] {0, -1, -2, 127, 1, -128}, "", true),
                        new Hostile("10 MB", "x".repeat(10 * MEBIBYTE)),
                        new Hostile("10 MB of JSON", "{\"message\":\"" + "x".repeat(10 * MEBIBYTE) + "\"}"),
                        // Each may begin an escape of a secret's character.
                        new Hostile("a million ampersands", "&".repeat(1_000_000)),
                        new Hostile("a million backslashes", "\\".repeat(1_000_000)),
                        new Hostile("ampersands in JSON", "{\"message\":\"" + "&".repeat(1_000_000) + "\"}"),
                        new Hostile("arrays 100 000 deep", "[".repeat(100_000)),
                        new Hostile("objects 100 000 deep", "{\"a\":".repeat(100_000)),
                        new Hostile("well-formed 100 000 deep", "[".repeat(100_000) + "]".repeat(100_000)),
                        new Hostile("deep within", "{\"errors\":" + "[".repeat(900) + "]".repeat(900) + "}"),
                        new Hostile("100 000 errors", "{\"errors\":[" + "{\"message\":\"m\"},".repeat(60_000) + "{}]}"))
                .flatMap(body -> Stream.of(CallPath.values()).map(path -> Arguments.of(path, body)));
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return bytes.toByteArray();
    }

    private static byte[] emptyMembers(int count) {
        byte[] member = gzip(new byte[0]);
        byte[] bytes = new byte[member.length * count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(member, 0, bytes, i * member.length, member.length);
        }
        return bytes;
    }

    private static RawServer serving(String head, byte[] body) {
        return new RawServer(connection -> {
            connection.readRequest();
            connection.write(head);
            connection.write(body);
            connection.awaitClientGone();
        });
    }

    private static HubsClient client(RawServer server) {
        return Stub.client(new SkippingTicker()).baseUrl(server.url()).build();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void leaveAnErrorToItsStatus(CallPath path, Hostile hostile) throws IOException {
        String head = "HTTP/1.1 503 No\r\nRetry-After: 7\r\ncf-ray: ray-1\r\n" + hostile.headers() + "Content-Length: "
                + hostile.body().size() + "\r\n\r\n";
        try (RawServer server = serving(head, hostile.body().toByteArray());
                HubsClient hubs = client(server)) {
            ServerException failure =
                    catchThrowableOfType(ServerException.class, () -> path.provision(hubs, Stub.REQUEST, ONCE));

            assertThat(failure.status()).isEqualTo(503);
            assertThat(failure.requestId()).isEqualTo("ray-1");
            assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
            assertThat(failure.getMessage()).hasSizeLessThan(1200).doesNotContain("null");
            if (hostile.hasText()) {
                assertThat(failure.body()).isNotNull().hasSizeLessThanOrEqualTo(8 * 1024);
            } else {
                assertThat(failure.body()).isNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void makeASuccessMalformed(CallPath path, Hostile hostile) throws IOException {
        String head = "HTTP/1.1 200 OK\r\n" + hostile.headers() + "Content-Length: "
                + hostile.body().size() + "\r\n\r\n";
        try (RawServer server = serving(head, hostile.body().toByteArray());
                HubsClient hubs = client(server)) {
            MalformedResponseException failure =
                    catchThrowableOfType(MalformedResponseException.class, () -> path.provision(hubs, Stub.REQUEST));

            assertThat(failure.outcomeUnknown()).isTrue();
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(failure.getMessage())
                    .contains("200, but the answer breaks the contract: ")
                    .hasSizeLessThan(600);
            if (hostile.name().startsWith("10 MB") || hostile.name().contains("bomb")) {
                assertThat(failure.getMessage()).contains("the body is larger than 1048576 bytes");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void leaveAnErrorWhoseBodyIsCutOffToItsStatus(CallPath path) throws IOException {
        try (RawServer server = new RawServer(connection -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 400 No\r\nContent-Length: 1000\r\n\r\n{\"error\":\"half");
                });
                HubsClient hubs = client(server)) {
            ApiException failure =
                    catchThrowableOfType(ApiException.class, () -> path.provision(hubs, Stub.REQUEST, ONCE));

            assertThat(failure.status()).isEqualTo(400);
            assertThat(failure.body()).isEqualTo("{\"error\":\"half");
        }
    }

    @ParameterizedTest
    @EnumSource
    void leaveAnErrorWhoseBodyStallsToItsStatus(CallPath path) throws Exception {
        CallOptions hasty =
                ONCE.toBuilder().attemptTimeout(Duration.ofSeconds(2)).build();
        try (RawServer server = serving("HTTP/1.1 503 No\r\nContent-Length: 1000\r\n\r\n", "half".getBytes(UTF_8));
                HubsClient hubs = client(server)) {
            ApiException failure =
                    catchThrowableOfType(ApiException.class, () -> path.provision(hubs, Stub.REQUEST, hasty));

            assertThat(failure.status()).isEqualTo(503);
            assertThat(failure.body()).isEqualTo("half");
            assertThat(server.connection(1).clientGone().await(10, TimeUnit.SECONDS))
                    .as("the client has closed the connection")
                    .isTrue();
        }
    }

    /** The head of the answer came, and support can find it by its id. */
    @ParameterizedTest
    @EnumSource
    void leaveASuccessThatBreaksOffItsStatusAndId(CallPath path) throws IOException {
        Events events = new Events();
        try (RawServer server = new RawServer(connection -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 201 Created\r\ncf-ray: 8c1f-AMS\r\nContent-Length: 1000\r\n\r\n{");
                });
                HubsClient hubs = Stub.client(new SkippingTicker())
                        .baseUrl(server.url())
                        .listener(events)
                        .build()) {
            ConnectionException failure =
                    catchThrowableOfType(ConnectionException.class, () -> path.provision(hubs, Stub.REQUEST, ONCE));

            assertThat(failure.requestId()).isEqualTo("8c1f-AMS");
            assertThat(failure).hasMessageContaining("(request id 8c1f-AMS, attempt 1 of 1");
            assertThat(failure.outcomeUnknown()).isTrue();
            assertThat(events.of(AttemptEnded.class)).singleElement().satisfies(end -> {
                assertThat(end.status()).isEqualTo(201);
                assertThat(end.requestId()).isEqualTo("8c1f-AMS");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 503})
    void endWhereAnEndlessChunkedBodyPassesTheCap(int status) throws Exception {
        byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(UTF_8);
        for (CallPath path : CallPath.values()) {
            try (RawServer server = new RawServer(connection -> {
                        connection.readRequest();
                        connection.write("HTTP/1.1 " + status + " OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                        while (true) {
                            connection.write(chunk);
                        }
                    });
                    HubsClient hubs = client(server)) {
                SpkeyException failure =
                        catchThrowableOfType(SpkeyException.class, () -> path.provision(hubs, Stub.REQUEST, ONCE));

                assertThat(failure)
                        .isExactlyInstanceOf(status == 200 ? MalformedResponseException.class : ServerException.class);
            }
        }
    }

    @Test
    void doNotAskForGzip() throws InterruptedException {
        try (Stub stub = new Stub().answer(201, Stub.CREATED);
                HubsClient hubs = stub.client().build()) {
            hubs.provision(Stub.REQUEST);
            assertThat(stub.received().getHeaders().get("Accept-Encoding")).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void readASuccessThatCameGzippedUnasked(CallPath path) {
        try (Stub stub = new Stub()
                        .answer(Stub.bytes(201, gzip(Stub.CREATED.getBytes(UTF_8)))
                                .addHeader("Content-Encoding", "gzip")
                                .build());
                HubsClient hubs = stub.client().build()) {
            assertThat(path.provision(hubs, Stub.REQUEST).outcome()).isEqualTo(ProvisionOutcome.PROVISIONED);
        }
    }
}
