package co.spkey.sdk.hubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.spkey.sdk.core.CallOptions;
import co.spkey.sdk.core.error.ApiError;
import co.spkey.sdk.core.error.ApiException;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read of each shape that an error's body has. */
class ErrorShapesTest {

    private static final CallOptions ONCE =
            CallOptions.builder().retryPolicy(RetryPolicy.none()).build();

    private final Stub stub = new Stub();

    @AfterEach
    void stop() {
        stub.close();
    }

    private ApiException failure(CallPath path) {
        try (HubsClient hubs = stub.client().build()) {
            return catchThrowableOfType(ApiException.class, () -> path.provision(hubs, Stub.REQUEST, ONCE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void areReadNoFurtherThanAnyPathOfARequestReaches(CallPath path) {
        stub.answer(400, "{\"errors\":[{\"message\":\"deep\",\"path\":[\"body\"" + ",\"a\"".repeat(100_000) + "]}]}");

        assertThat(failure(path).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.path()).hasSize(20).startsWith("body", "a"));
    }

    /** A shape and what is expected of it: status, body, name, text in the message, single errors. */
    record Shape(
            String id, int status, String body, @Nullable String name, String message, List<ApiError> errors) {
        @Override
        public String toString() {
            return id;
        }
    }

    private static ApiError error(String code, String message, String... path) {
        return new ApiError(code, message, List.of(path));
    }

    static Stream<Arguments> shapes() {
        List<Shape> shapes = List.of(
                new Shape(
                        "E1",
                        409,
                        "{\"success\":false,\"error\":\"ConcurrencyError\",\"message\":\"somebody was faster\"}",
                        "ConcurrencyError",
                        "409 from the API: somebody was faster (",
                        List.of()),
                new Shape(
                        "E2",
                        400,
                        "{\"success\":false,\"errors\":[{\"code\":7001,\"message\":\"Required\",\"path\":[\"body\",\"serial\"]},"
                                + "{\"code\":7001,\"message\":\"Too short\",\"path\":[\"body\",\"model\"]}],\"result\":{}}",
                        null,
                        "400 from the API: body.serial: Required; body.model: Too short (",
                        List.of(
                                error("7001", "Required", "body", "serial"),
                                error("7001", "Too short", "body", "model"))),
                new Shape(
                        "E2 for a body that is no object",
                        400,
                        "{\"success\":false,\"errors\":[{\"code\":7001,\"message\":\"Expected object\",\"path\":[\"body\"]}],\"result\":{}}",
                        null,
                        "400 from the API: body: Expected object (",
                        List.of(error("7001", "Expected object", "body"))),
                new Shape(
                        "E2b",
                        429,
                        "{\"success\":false,\"errors\":[{\"code\":7008,\"message\":\"Too many\"}],\"result\":{}}",
                        null,
                        "429 from the API: Too many (",
                        List.of(error("7008", "Too many"))),
                new Shape(
                        "E3",
                        404,
                        "{\"success\":false,\"errors\":[{\"code\":404,\"message\":\"no aggregate\"}],\"__ceves\":{\"name\":"
                                + "\"AggregateNotFoundError\",\"message\":\"inner\",\"httpStatusCode\":404,\"stack\":\"at secret.ts:1\"}}",
                        "AggregateNotFoundError",
                        "404 from the API: no aggregate (",
                        List.of(error("404", "no aggregate"))),
                new Shape(
                        "E3b",
                        500,
                        "{\"success\":false,\"errors\":[{\"code\":\"500\",\"message\":\"unexpected\"}]}",
                        null,
                        "500 from the API: unexpected (",
                        List.of(error("500", "unexpected"))),
                new Shape(
                        "E4",
                        503,
                        "{\"success\":false,\"errors\":[{\"code\":503,\"message\":\"Aggregate temporarily unavailable, please"
                                + " retry\"}],\"cfReference\":\"ref-77\"}",
                        null,
                        "503 from the API: Aggregate temporarily unavailable, please retry (request id ref-77, ",
                        List.of(error("503", "Aggregate temporarily unavailable, please retry"))),
                new Shape(
                        "E5",
                        500,
                        "{\"success\":false,\"error\":\"SideEffectError\",\"message\":\"mqtt\",\"aggregateId\":\"hub-1\",\"version\":1}",
                        "SideEffectError",
                        "500 from the API: mqtt (",
                        List.of()),
                new Shape("E6", 429, "{\"error\":\"slow down\"}", null, "429 from the API: slow down (", List.of()),
                new Shape(
                        "E8",
                        403,
                        "{\"type\":\"about:blank\",\"title\":\"Forbidden\",\"status\":403,\"detail\":\"not your organisation\"}",
                        "Forbidden",
                        "403 from the API: not your organisation (",
                        List.of()),
                new Shape(
                        "E8 with a title alone",
                        403,
                        "{\"type\":\"about:blank\",\"title\":\"Forbidden\"}",
                        null,
                        "403 from the API: Forbidden (",
                        List.of()),
                new Shape(
                        "errors that are texts",
                        400,
                        "{\"errors\":[\"first\",\"second\",null,7,[]]}",
                        null,
                        "400 from the API: first; second (",
                        List.of(new ApiError(null, "first", List.of()), new ApiError(null, "second", List.of()))),
                new Shape(
                        "errors of odd types",
                        400,
                        "{\"success\":0,\"error\":{\"deep\":1},\"message\":[],\"errors\":[{\"code\":{},\"message\":7,\"path\":\"x\"}],"
                                + "\"cfReference\":{},\"__ceves\":\"text\"}",
                        null,
                        "400 from the API: 7 (",
                        List.of(new ApiError(null, "7", List.of()))),
                new Shape("an empty object", 422, "{}", null, "422 from the API (", List.of()));
        return Stream.of(CallPath.values()).flatMap(path -> shapes.stream().map(shape -> Arguments.of(path, shape)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void areReadForNameMessageAndErrors(CallPath path, Shape shape) {
        stub.answer(new MockResponse.Builder()
                .code(shape.status())
                .addHeader("Content-Type", "application/json")
                .body(shape.body())
                .build());

        ApiException failure = failure(path);

        assertThat(failure.status()).isEqualTo(shape.status());
        assertThat(failure.fromApi()).isTrue();
        assertThat(failure.errorName()).isEqualTo(shape.name());
        assertThat(failure.errors()).isEqualTo(shape.errors());
        assertThat(failure)
                .hasMessageStartingWith("ProvisionHub for hub hub-1 failed: ")
                .hasMessageContaining(shape.message());
        assertThat(failure.retryAfter()).isNull();
        assertThat(failure.body()).isNotNull().doesNotContain("__ceves").doesNotContain("secret.ts");
    }

    static Stream<Arguments> foreign() {
        List<String> bodies =
                List.of("404 Not Found", "<h1>Not Found</h1>", "", "[]", "\"not found\"", "{\"error\":\"cut o");
        return Stream.of(CallPath.values()).flatMap(path -> bodies.stream().map(body -> Arguments.of(path, body)));
    }

    /** E7: an unknown route, or whatever else answers where the API doesn't. */
    @ParameterizedTest
    @MethodSource("foreign")
    void areToldFromWhatIsNotTheApis(CallPath path, String body) {
        stub.answer(404, body);

        ApiException failure = failure(path);

        assertThat(failure.fromApi()).isFalse();
        assertThat(failure).hasMessageContaining("the answer is not the API's: wrong base URL?");
        assertThat(failure.errors()).isEmpty();
        assertThat(failure.body()).isEqualTo(body.isEmpty() ? null : body);
    }

    @ParameterizedTest
    @EnumSource
    void giveTheRayOfTheAnswerBeforeTheReferenceInItsBody(CallPath path) {
        stub.answer(Stub.json(503, "{\"errors\":[],\"cfReference\":\"ref-77\"}")
                .addHeader("Retry-After", " 2 ")
                .build());

        ApiException failure = failure(path);

        assertThat(failure.requestId()).isEqualTo("8c1f-AMS");
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @EnumSource
    void keepAMessageToOneLineOfBoundedLength(CallPath path) {
        stub.answer(
                400,
                "{\"error\":\"E\",\"message\":\"one\\r\\ntwo\\u0000\\u001b[31m\\u0085\\u009b31m\\u2028\\u202e"
                        + "x".repeat(10_000) + "\"}");

        ApiException failure = failure(path);

        assertThat(failure.getMessage()).hasSizeLessThan(800).doesNotContainPattern("[\\p{Cc}\\p{Zl}\\u202e]");
        assertThat(failure.body()).hasSize(8 * 1024);
    }

    @ParameterizedTest
    @EnumSource
    void hideTheServersInternalsWhereverTheyStand(CallPath path) {
        stub.answer(
                500,
                "{\"message\":\"see __ceves at secret.ts:1\",\"inner\":{\"__ceves\":{\"stack\":\"at secret.ts:2\"}},"
                        + "\"errors\":[{\"message\":\"__ceves secret.ts:3\"}],\"\\u005f_ceves\":{\"stack\":\"secret.ts:4\"}}");

        ApiException failure = failure(path);

        assertThat(failure.getMessage()).doesNotContain("secret.ts");
        assertThat(failure.body()).doesNotContain("__ceves").doesNotContain("secret.ts");
        assertThat(failure.errors().toString()).doesNotContain("secret.ts");
    }
}
