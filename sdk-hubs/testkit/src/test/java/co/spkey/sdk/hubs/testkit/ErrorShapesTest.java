package co.spkey.sdk.hubs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** E1 to E8: each shape as the contract shows it, and as it was recorded where it was. */
class ErrorShapesTest {

    private final ReferenceServer server = ReferenceServer.start();
    private final Caller caller = new Caller(server);

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> answerOf(Fault fault) throws Exception {
        server.faults().once(fault);
        return caller.provision("h");
    }

    static Stream<Arguments> recorded() {
        return Stream.of(
                Arguments.of(
                        "E3: an unexpected error in the aggregate",
                        new Fault.ErrorAnswer(ErrorShape.E3, 500).withMessage("boom inside aggregate")),
                Arguments.of("E4: aggregate unavailable, with a reference", new Fault.ErrorAnswer(ErrorShape.E4, 503)),
                Arguments.of(
                        "E3b: connection to the aggregate lost",
                        new Fault.ErrorAnswer(ErrorShape.E3B, 500).withMessage("Network connection lost.")),
                Arguments.of(
                        "E3b: a check before the commit failed",
                        new Fault.ErrorAnswer(ErrorShape.E3B, 400).withMessage("IoT Thing does not exist")),
                Arguments.of("E2b: too many requests", new Fault.ErrorAnswer(ErrorShape.E2B, 429, "slow down", "7")),
                Arguments.of(
                        "E5: event applied, side effect failed",
                        new Fault.ErrorAnswer(ErrorShape.E5, 500).afterApplying()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recorded")
    void itIsAsRecorded(String name, Fault fault) throws Exception {
        JsonNode expected = Recording.errorAnswer(name);

        var answer = answerOf(fault);

        assertThat(answer.statusCode()).isEqualTo(expected.path("status").asInt());
        expected.path("headers")
                .properties()
                .forEach(field -> assertThat(answer.headers().firstValue(field.getKey()))
                        .contains(field.getValue().asText()));
        assertThat(withoutIds(answer.body()))
                .isEqualTo(withoutIds(expected.path("body").asText()));
    }

    private static String withoutIds(String body) {
        return body.replaceAll("\"(cfReference|aggregateId)\":\"[^\"]+\"", "\"$1\":…");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            E1       | 409 | application/json               | {"success":false,"error":"Conflict","message":"Conflict"}
            E1       | 599 | application/json               | {"success":false,"error":"UnknownError","message":"Unknown Error"}
            E2       | 400 | application/json;charset=UTF-8 | {"success":false,"errors":[{"code":7001,"message":"Invalid input: expected string, received undefined","path":["body","serial"]}],"result":{}}
            E2B      | 401 | application/json;charset=UTF-8 | {"success":false,"errors":[{"code":7003,"message":"Unauthorized"}],"result":{}}
            E2B      | 503 | application/json;charset=UTF-8 | {"success":false,"errors":[{"code":7011,"message":"Service Unavailable"}],"result":{}}
            E2B      | 500 | application/json;charset=UTF-8 | {"success":false,"errors":[{"code":7000,"message":"Internal Server Error"}],"result":{}}
            E6       | 502 | application/json               | {"error":"Bad Gateway"}
            E7_TEXT  | 520 | text/plain; charset=UTF-8      | 520 Unknown Error
            E7_TEXT  | 404 | text/plain; charset=UTF-8      | 404 Not Found
            E8       | 422 | application/problem+json       | {"type":"about:blank","title":"Unprocessable Entity","status":422,"detail":"Unprocessable Entity"}
            """)
    void itIsAsTheContractShows(ErrorShape shape, int status, String mediaType, String body) throws Exception {
        var answer = answerOf(new Fault.ErrorAnswer(shape, status));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains(mediaType);
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
        assertThat(answer.headers().firstValue("cf-ray")).isPresent();
        assertThat(answer.body()).isEqualTo(body);
        assertThat(server.hubs().count()).as("nothing is applied").isZero();
    }

    @Test
    void anErrorThrownInTheAggregateNamesItsKindAndBringsAStackTrace() throws Exception {
        JsonNode body = new ObjectMapper()
                .readTree(answerOf(new Fault.ErrorAnswer(ErrorShape.E3, 403)).body());

        assertThat(body.at("/__ceves/name").asText()).isEqualTo("ForbiddenError");
        assertThat(body.at("/__ceves/stack").asText()).contains("\n    at ");
        assertThat(body.at("/__ceves/aggregateId").asText()).isEqualTo("h");
    }

    @Test
    void anEdgeAnswersWithAPageOrWithNothing() throws Exception {
        var page = answerOf(new Fault.ErrorAnswer(ErrorShape.E7_HTML, 502));
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=UTF-8");
        assertThat(page.body()).startsWith("<!DOCTYPE html>").contains("<h1>502 Bad Gateway</h1>");

        var nothing = answerOf(new Fault.ErrorAnswer(ErrorShape.E7_EMPTY, 503));
        assertThat(nothing.statusCode()).isEqualTo(503);
        assertThat(nothing.headers().firstValue("Content-Type")).isEmpty();
        assertThat(nothing.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0", "86400", "'Tue, 24 Nov 2026 22:00:30 GMT'", "soon", "-1", "''"})
    void retryAfterIsSentAsGiven(String value) throws Exception {
        var answer = answerOf(new Fault.ErrorAnswer(ErrorShape.E6, 429).withRetryAfter(value));

        assertThat(answer.headers().allValues("Retry-After")).containsExactly(value);
    }

    @Test
    void theRetryAfterOfE4CanBeLeftOut() throws Exception {
        var answer = answerOf(new Fault.ErrorAnswer(ErrorShape.E4, 503).withRetryAfter(null));

        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
    }

    /** E5: although the event was applied. */
    @Test
    void afterASideEffectErrorTheHubIsProvisioned() throws Exception {
        var failed = answerOf(new Fault.ErrorAnswer(ErrorShape.E5, 500).afterApplying());
        assertThat(failed.body()).endsWith("\"aggregateId\":\"h\",\"version\":1}");

        var again = caller.provision("h");

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).endsWith("\"version\":1,\"event\":null}");
    }

    /** E3: an event that fails its schema answers 500 although it was applied. */
    @Test
    void anErrorInTheAggregateCanComeAfterItHasApplied() throws Exception {
        assertThat(answerOf(new Fault.ErrorAnswer(ErrorShape.E3, 500).afterApplying())
                        .statusCode())
                .isEqualTo(500);
        assertThat(server.hubs().find("h")).isNotNull();
    }
}
