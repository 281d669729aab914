package co.spkey.sdk.hubs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server finds wrong with a single request of a plain HTTP library. */
class JudgeOfRequestsTest {

    private static final String[] PLAIN = {"X-API-Key", "test-key", "Content-Type", "application/json"};

    private final ReferenceServer server = ReferenceServer.start();
    private final Caller caller = new Caller(server);

    @AfterEach
    void close() {
        server.close();
    }

    private List<String> clauses() {
        return server.violations().stream().map(Violation::clauseId).toList();
    }

    private void provision(String sentId, String body, String... headers) throws Exception {
        caller.sendWith("POST", "/hubs/" + sentId + "/ProvisionHub", body, headers);
    }

    private static String[] plainAnd(String... more) {
        return Stream.concat(Stream.of(PLAIN), Stream.of(more)).toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource({
        "hub-1, hub-1",
        "a%2Fb, a/b",
        "a%2fb, a/b",
        "%41BC, ABC",
        "gr%C3%BCn, grün",
        "%20, ' '",
        "a~b._-, a~b._-",
        "100%25, 100%",
        "%F0%9F%94%91, \uD83D\uDD11",
    })
    void aRequestByTheContractIsNoViolation(String sentId, String hubId) throws Exception {
        provision(sentId, Caller.body(hubId), PLAIN);
        caller.sendWith("GET", "/hubs/" + sentId + "/status", null, "Authorization", "Bearer test-jwt");

        assertThat(server.violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/json; charset=utf-8", "Application/JSON;charset=\"UTF-8\""})
    void jsonWithOrWithoutACharsetIsTheRightMediaType(String mediaType) throws Exception {
        provision("h", Caller.body("h"), "X-API-Key", "test-key", "Content-Type", mediaType);

        assertThat(server.violations()).isEmpty();
    }

    @Test
    void optionalAndUnknownFieldsAreNoViolation() throws Exception {
        String body =
                "{\"hubId\":\"h\",\"serial\":\" \",\"model\":\"M\",\"thingName\":\"t\",\"vendorName\":\"\",\"x\":null}";
        provision("h", body, PLAIN);

        assertThat(server.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PH-REQ-03 | {'hubId':'h','model':'M'} | serial must be a string of one character or more, but is nothing",
                "PH-REQ-03 | {'hubId':'h','serial':'','model':'M'} | serial must be a string of one character or more, but is \"\"",
                "PH-REQ-04 | {'hubId':'h','serial':'S','model':7} | model must be a string of one character or more, but is 7",
                "PH-REQ-05 | {'hubId':'h','serial':'S','model':'M','thingName':''} | thingName is empty",
                "PH-REQ-05 | {'hubId':'h','serial':'S','model':'M','thingName':[]} | thingName must be a string, but is array",
                "PH-REQ-06 | {'hubId':'h','serial':'S','model':'M','vendorName':true} | vendorName must be a string, but is true",
                "PH-REQ-07 | {'serial':'S','model':'M'} | be the id of the path, \"h\", but is nothing",
                "PH-REQ-07 | {'hubId':'H','serial':'S','model':'M'} | be the id of the path, \"h\", but is \"H\"",
                "PH-REQ-09 | {'hubId':'h','serial':'S','model':'M','vendorName':null} | vendorName is null",
                "PH-REQ-09 | {'hubId':'h','serial':'S','model':'M','thingName':null} | thingName is null",
                "PH-REQ-09 | {'hubId':'h','serial':null,'model':'M'} | serial is null",
                "PH-REQ-02 | {'hubId':'h' | but is not JSON",
                "PH-REQ-02 | ['hubId'] | no object but array",
                "PH-REQ-02 | '' | but is empty",
            })
    void aBodyAgainstTheContractIsNamed(String clause, String body, String problem) throws Exception {
        provision("h", body.equals("''") ? "" : body.replace('\'', '"'), PLAIN);

        assertThat(server.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.clauseId()).isEqualTo(clause);
            assertThat(violation.problem()).contains(problem);
            assertThat(violation.number()).isEqualTo(1);
        });
    }

    @Test
    void aByteOrderMarkIsNamed() throws Exception {
        provision("h", "\uFEFF" + Caller.body("h"), PLAIN);

        assertThat(clauses()).containsExactly("PH-REQ-02");
    }

    @Test
    void aCompressedBodyIsNamed() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Caller.body("h").getBytes(StandardCharsets.UTF_8));
        }
        caller.sendBytes("POST", "/hubs/h/ProvisionHub", bytes.toByteArray(), plainAnd("Content-Encoding", "gzip"));

        assertThat(server.violations())
                .singleElement()
                .hasToString("PH-REQ-02: the body is encoded with \"gzip\", which the backend can't undo"
                        + " (request 1, POST /hubs/h/ProvisionHub)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "Identity"})
    void aBodyThatSaysItIsNotEncodedIsJudgedLikeAnyOther(String coding) throws Exception {
        provision("h", Caller.body("h"), plainAnd("Content-Encoding", coding));
        assertThat(server.violations()).isEmpty();

        provision("g", "{\"hubId\":\"g\",\"model\":\"M\"}", plainAnd("Content-Encoding", coding));

        assertThat(clauses()).containsExactly("PH-REQ-03");
    }

    @Test
    void aBodyThatIsNotUtf8IsNamedThoughItIsTaken() throws Exception {
        byte[] latin1 = Caller.body("h").replace("SN-1", "gr\u00fcn").getBytes(StandardCharsets.ISO_8859_1);
        var answer = caller.sendBytes("POST", "/hubs/h/ProvisionHub", latin1, PLAIN);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(server.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.clauseId()).isEqualTo("PH-REQ-02");
            assertThat(violation.problem()).startsWith("the body isn't UTF-8");
            assertThat(violation.request().body()).contains("gr\ufffdn");
        });
    }

    @Test
    void aReplacementCharacterIsACharacterLikeAnyOther() throws Exception {
        provision("h", Caller.body("h").replace("SN-1", "\ufffd"), PLAIN);

        assertThat(server.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"text/plain", "application/json;charset=iso-8859-1", "application/x-www-form-urlencoded"})
    void anotherMediaTypeIsNamed(String mediaType) throws Exception {
        provision("h", Caller.body("h"), "X-API-Key", "test-key", "Content-Type", mediaType);

        assertThat(clauses()).containsExactly("PH-REQ-02");
    }

    @Test
    void aMissingMediaTypeIsNamed() throws Exception {
        provision("h", Caller.body("h"), "X-API-Key", "test-key");

        assertThat(clauses()).containsExactly("PH-REQ-02");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Org-Id", "x-user-id", "X-User-Email", "X-IS-ADMIN", "X-Super-Access"})
    void anInternalHeaderIsNamed(String field) throws Exception {
        provision("h", Caller.body("h"), plainAnd(field, "true"));

        assertThat(clauses()).containsExactly("PH-AUTH-05");
    }

    @Test
    void noCredentialsAreNamed() throws Exception {
        provision("h", Caller.body("h"), "Content-Type", "application/json");

        assertThat(clauses()).containsExactly("PH-AUTH-03");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic c2VrcmV0OnNla3JldA==", "sekret", "Bearer sekret more", "Bearer"})
    void anAuthorizationThatIsNoBearerTokenIsNamedButNotShown(String value) throws Exception {
        provision("h", Caller.body("h"), "Authorization", value, "Content-Type", "application/json");

        assertThat(clauses()).containsExactly("PH-AUTH-01");
        assertThat(server.violations().toString()).doesNotContain("sekret", "c2Vr");
    }

    @Test
    void anApiKeySentTwiceIsNamed() throws Exception {
        provision("h", Caller.body("h"), plainAnd("X-API-Key", "test-key"));

        assertThat(clauses()).containsExactly("PH-AUTH-02");
    }

    @ParameterizedTest
    @CsvSource({"PH-REQ-01, a:b", "PH-REQ-01, a+b", "PH-REQ-01, (a)", "PH-REQ-01, %E4"})
    void aBadlyEncodedIdIsNamed(String clause, String sentId) throws Exception {
        provision(sentId, Caller.body(sentId), PLAIN);

        assertThat(clauses()).containsExactly(clause);
    }

    @ParameterizedTest
    @CsvSource({
        "PH-REQ-01, POST, /hubs/a/b/ProvisionHub",
        "PH-REQ-10, POST, /hubs/%2E%2E/ProvisionHub",
        "PH-REQ-10, POST, /hubs//ProvisionHub",
        "PH-REQ-11, POST, /hubs/h/provisionhub",
        "PH-REQ-11, POST, /hubs/h/ProvisionHub/",
        "PH-REQ-11, PUT, /hubs/h/ProvisionHub",
        "PH-REQ-11, POST, /hubs/h/status",
        "PH-REQ-11, POST, //hubs/h/ProvisionHub",
        "PH-REQ-11, POST, ///hubs/h/ProvisionHub",
    })
    void aRequestThatJustMissesTheRoutesIsNamed(String clause, String method, String path) throws Exception {
        caller.sendWith(method, path, Caller.body("h"), PLAIN);

        assertThat(clauses()).containsExactly(clause);
    }

    @Test
    void aRequestForAnotherRouteIsNotJudged() throws Exception {
        caller.send("GET", "/favicon.ico", null);
        caller.send("POST", "/hubs/h/ClaimHub", "{}");

        assertThat(server.violations()).isEmpty();
    }

    @Test
    void aLongIdIsJudgedLikeAnyOther() throws Exception {
        String hubId = "x".repeat(20_000);
        provision(hubId, Caller.body(hubId), PLAIN);
        provision(hubId + ":", Caller.body(hubId + ":"), PLAIN);

        assertThat(clauses()).containsExactly("PH-REQ-01");
    }

    @Test
    void anIdThatIsEncodedTwiceContradictsTheBody() throws Exception {
        provision("a%252Fb", Caller.body("a/b"), PLAIN);

        assertThat(server.violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.problem()).contains("\"a%2Fb\"", "\"a/b\""));
    }

    @Test
    void whatAMessageQuotesCannotBreakItsLine() throws Exception {
        provision(
                "h", "{\"hubId\":\"x\\n\\u001b[31m" + "y".repeat(200) + "\",\"serial\":\"S\",\"model\":\"M\"}", PLAIN);

        assertThat(server.violations().toString())
                .doesNotContain("\n", "\u001b")
                .contains("\"x??[31my", "…");
    }
}
