package co.spkey.sdk.hubs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PH-REQ-03 to -09 and PH-ERR-04: what a body must be, and how each fault is complained about (E2). */
class BodyValidationTest {

    private static final ReferenceServer SERVER = ReferenceServer.start();
    private static final Caller CALLER = new Caller(SERVER);

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @ParameterizedTest(name = "{0}: {1} is refused as {2}")
    @CsvSource(delimiter = '|', textBlock = """
            hubId      | 1      | number
            hubId      | null   | null
            serial     | true   | boolean
            serial     | {}     | object
            serial     | []     | array
            serial     | 1e999  | number
            model      | -0.5   | number
            model      | false  | boolean
            thingName  | null   | null
            thingName  | ["x"]  | array
            vendorName | null   | null
            vendorName | {"a":1}| object
            """)
    void aFieldOfAnotherKindIsNamed(String field, String value, String kind) throws Exception {
        String body = Caller.body("v").replaceFirst("\"" + field + "\":\"[^\"]*\"", "\"" + field + "\":" + value);
        String sent =
                body.contains("\"" + field + "\"") ? body : body.replace("}", ",\"" + field + "\":" + value + "}");

        var answer = CALLER.provision("v", sent);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"success\":false,\"errors\":[{\"code\":7001,\"message\":\"Invalid input: expected string, "
                                + "received " + kind + "\",\"path\":[\"body\",\"" + field + "\"]}],\"result\":{}}");
    }

    @Test
    void complaintsComeInTheSchemasOrderWhateverTheBodys() throws Exception {
        var answer =
                CALLER.provision("v", "{\"vendorName\":1,\"thingName\":2,\"model\":\"\",\"serial\":3,\"hubId\":null}");

        assertThat(answer.body().replaceAll(".*?\"path\":\\[\"body\",\"(\\w+)\"]", "$1 "))
                .startsWith("hubId serial model thingName vendorName ");
    }

    @ParameterizedTest(name = "a body that is {1} is no object: {0}")
    @CsvSource(delimiter = '|', textBlock = """
            []      | array
            null    | null
            true    | boolean
            0       | number
            "text"  | string
            """)
    void aBodyThatIsNoObjectGetsOneComplaint(String body, String kind) throws Exception {
        assertThat(CALLER.provision("v", body).body())
                .isEqualTo(
                        "{\"success\":false,\"errors\":[{\"code\":7001,\"message\":\"Invalid input: expected object, "
                                + "received " + kind + "\",\"path\":[\"body\"]}],\"result\":{}}");
    }

    @ParameterizedTest(name = "[{0}] counts as an empty object")
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{]",
                "x",
                "{'hubId':'v'}",
                "{\"hubId\":\"v\"} {}",
                "[1",
                "01",
                "{\"hubId\":\"v\",}",
                "{\"a\":nul}"
            })
    void whatIsNotOneJsonValueCountsAsAnEmptyObject(String body) throws Exception {
        var empty = CALLER.provision("v", "{}");

        var answer = CALLER.provision("v", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(empty.body()).contains("received undefined");
    }

    static Stream<byte[]> unreadableBodies() throws Exception {
        ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzipped)) {
            out.write(Caller.body("v").getBytes(StandardCharsets.UTF_8));
        }
        return Stream.of(
                gzipped.toByteArray(),
                ("\ufeff" + Caller.body("v")).getBytes(StandardCharsets.UTF_8),
                Caller.body("v").getBytes(StandardCharsets.UTF_16LE));
    }

    /** PH-REQ-02. */
    @ParameterizedTest
    @MethodSource("unreadableBodies")
    void aCompressedBodyOrOneWithAByteOrderMarkIsNotUnderstood(byte[] body) throws Exception {
        var answer = CALLER.sendBytes(
                "POST", "/hubs/v/ProvisionHub", body, "X-API-Key", "test-key", "Content-Encoding", "gzip");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("received undefined");
    }

    @ParameterizedTest(name = "[{0}] is provisioned")
    @ValueSource(
            strings = {
                "{\"hubId\":\"\",\"serial\":\" \",\"model\":\" \"}",
                "{\"hubId\":\"x\",\"serial\":\"1\",\"model\":\"2\",\"vendorName\":\"\"}",
                "{\"hubId\":\"x\",\"serial\":\"1\",\"serial\":\"2\",\"model\":\"2\"}",
                " {\"hubId\":\"x\",\"serial\":\"1\",\"model\":\"2\",\"more\":[[[{\"serial\":3}]]]}\r\n"
            })
    void whatTheSchemaAllowsIsProvisioned(String body) throws Exception {
        String hubId = "ok-" + Integer.toHexString(body.hashCode());

        assertThat(CALLER.provision(hubId, body).statusCode()).isEqualTo(201);
    }

    @Test
    void deeplyNestedUnknownFieldsAreIgnored() throws Exception {
        String nested = "[".repeat(50_000) + "]".repeat(50_000);

        assertThat(CALLER.provision("deep", Caller.body("deep").replace("}", ",\"more\":" + nested + "}"))
                        .statusCode())
                .isEqualTo(201);
    }

    /** PH-RES-03. */
    @Test
    void anExistingHubIsNoExcuseForAnInvalidBody() throws Exception {
        CALLER.provision("exists");

        assertThat(CALLER.provision("exists", "{}").statusCode()).isEqualTo(400);
    }
}
