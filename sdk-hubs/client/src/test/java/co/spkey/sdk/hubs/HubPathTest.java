package co.spkey.sdk.hubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import co.spkey.sdk.core.call.Json;
import java.util.stream.Stream;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a hub's id gets into the path, and back out of an answer. */
class HubPathTest {

    private final Stub stub = new Stub();

    @AfterEach
    void stop() {
        stub.close();
    }

    static Stream<Arguments> ids() {
        return Stream.of(
                        Arguments.of("plain-Id_0.~", "plain-Id_0.~"),
                        Arguments.of("a/b", "a%2Fb"),
                        Arguments.of("a%b", "a%25b"),
                        Arguments.of("%41BC", "%2541BC"),
                        Arguments.of("a%2Fb", "a%252Fb"),
                        Arguments.of("a b", "a%20b"),
                        Arguments.of("a+b", "a%2Bb"),
                        Arguments.of("?#&=;,:@!$'()*", "%3F%23%26%3D%3B%2C%3A%40%21%24%27%28%29%2A"),
                        Arguments.of("../../admin", "..%2F..%2Fadmin"),
                        Arguments.of("...", "..."),
                        Arguments.of("\\\"<>^`{|}", "%5C%22%3C%3E%5E%60%7B%7C%7D"),
                        Arguments.of("Straße", "Stra%C3%9Fe"),
                        Arguments.of("\uD83D\uDD11", "%F0%9F%94%91"),
                        Arguments.of("line\r\nbreak\u0000\t", "line%0D%0Abreak%00%09"),
                        Arguments.of("x".repeat(30_000), "x".repeat(30_000)),
                        Arguments.of("é".repeat(5_000), "%C3%A9".repeat(5_000)))
                .flatMap(id -> Stream.of(CallPath.values()).map(path -> Arguments.of(path, id.get()[0], id.get()[1])));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void isOnePercentEncodedSegment(CallPath path, String id, String segment) throws Exception {
        try (RawServer server = new RawServer(connection -> {
                    connection.readRequest();
                    connection.write(RawServer.answer(201, Stub.CREATED));
                });
                HubsClient hubs = Stub.client(new SkippingTicker())
                        .baseUrl(server.url().resolve("/prefix/"))
                        .build()) {
            path.provision(hubs, ProvisionHubRequest.of(id, "s", "m"));

            String request = server.requests().get(0);
            assertThat(request).startsWith("POST /prefix/hubs/" + segment + "/ProvisionHub HTTP/1.1\r\n");
            assertThat(Json.trees()
                            .readTree(request.substring(request.indexOf("\r\n\r\n")))
                            .path("hubId")
                            .textValue())
                    .isEqualTo(id);
        }
    }

    @ParameterizedTest
    @MethodSource("ids")
    void isDecodedInAStatus(CallPath path, String id, String segment) throws InterruptedException {
        stub.answer(200, status(segment));
        try (HubsClient hubs = stub.client().build()) {
            assertThat(path.status(hubs, id).hubId()).isEqualTo(id);
        }
        RecordedRequest sent = stub.received();
        assertThat(sent.getRequestLine()).isEqualTo("GET /hubs/" + segment + "/status HTTP/1.1");
        assertThat(sent.getHeaders().get("Content-Type")).isNull();
    }

    /** A backend that decodes, or that doesn't know what it encodes. */
    @ParameterizedTest
    @CsvSource({
        "a%2Fb, a%2Fb, a%2Fb",
        "100%, 100%, 100%",
        "ABC, %41BC, ABC",
        "x, %zz, %zz",
        "x, ab%, ab%",
        "x, ab%4, ab%4"
    })
    void isReadFromAnyWayAStatusSpellsIt(String id, String spelled, String expected) {
        stub.answer(200, status(spelled));
        try (HubsClient hubs = stub.client().build()) {
            assertThat(hubs.status(id).hubId()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", ".", "..", "\ud800", "x\udfff", "\udfff\ud800"})
    void isRefusedWhereNoPathCanCarryIt(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProvisionHubRequest.of(id, "s", "m"))
                .withMessageContaining("hubId");
        try (HubsClient hubs = stub.client().build()) {
            assertThatIllegalArgumentException().isThrownBy(() -> hubs.status(id));
            assertThatIllegalArgumentException().isThrownBy(() -> hubs.statusAsync(id));
        }
        assertThat(stub.requests()).isZero();
    }

    /** {@code URLEncoder} and {@code getBytes} would make another text of half a pair. */
    @ParameterizedTest
    @ValueSource(strings = {"serial", "model", "thingName", "vendorName"})
    void andEveryFieldRefuseHalfASurrogatePair(String field) {
        ProvisionHubRequest.Builder builder =
                ProvisionHubRequest.builder().hubId("h").serial("s").model("m");
        assertThatThrownBy(() -> {
                    switch (field) {
                        case "serial" -> builder.serial("\ud800");
                        case "model" -> builder.model("m\udc00");
                        case "thingName" -> builder.thingName("\ud800x");
                        default -> builder.vendorName("\udc00\ud800");
                    }
                    builder.build();
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"line\r\nbreak", "bell\u0007", "csi\u009b", "long"})
    void keepsAMessageToOneLine(String id) {
        String hub = id.equals("long") ? "x".repeat(20_000) : id;
        stub.answer(400, "{}");
        try (LogCapture log = new LogCapture();
                HubsClient hubs = stub.client().build()) {
            assertThatThrownBy(() -> hubs.provision(ProvisionHubRequest.of(hub, "s", "m")))
                    .satisfies(failure -> assertThat(failure.getMessage())
                            .hasSizeLessThan(1_500)
                            .doesNotContainPattern("\\p{Cc}"));
            assertThat(log.messages(Level.WARN))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).doesNotContainPattern("\\p{Cc}"));
        }
    }

    private static String status(String hubId) {
        return "{\"hubId\":" + Json.trees().getNodeFactory().textNode(hubId)
                + ",\"serial\":\"S\",\"model\":\"M\",\"thingName\":\"T\",\"status\":\"Provisioned\","
                + "\"isPrimary\":false,\"provisionedAt\":1795558883004}";
    }
}
