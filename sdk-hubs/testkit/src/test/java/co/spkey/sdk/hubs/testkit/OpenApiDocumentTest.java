package co.spkey.sdk.hubs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The document says the same as the contract: whatever was recorded, and whatever the suite sees, matches it. */
class OpenApiDocumentTest {

    private static final OpenApi OPEN_API = new OpenApi(OpenApiDocument.json());

    private static final String COMMAND = "{\"hubId\":\"h\",\"serial\":\"S\",\"model\":\"M\"}";

    private record Exchange(Front.Request request, Front.Answered answer) {}

    /** A body matches the command's schema if and only if it isn't refused for its form. */
    private static void check(
            String method, String path, String body, int status, Map<String, String> headers, String answer) {
        JsonNode operation = OPEN_API.operation(method, path);
        if (operation == null) {
            assertThat(status).as("no route: %s %s", method, path).isEqualTo(404);
            return;
        }
        assertThat(OPEN_API.answerProblems(operation, status, headers, answer))
                .as("%s %s is answered %d %s", method, path, status, answer)
                .isEmpty();
        if (method.equals("POST") && status != 401) {
            boolean refusedForItsForm = status == 400 && answer.contains("7001");
            assertThat(OPEN_API.requestProblems(operation, body).isEmpty())
                    .as("%s is answered %d %s", body, status, answer)
                    .isEqualTo(!refusedForItsForm);
        }
    }

    private static Map<String, String> fields(JsonNode headers) {
        Map<String, String> fields = new TreeMap<>();
        headers.properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        return fields;
    }

    @TestFactory
    Stream<DynamicTest> aRecordedExchangeMatches() {
        return Recording.exchanges()
                .map(exchange -> DynamicTest.dynamicTest(exchange.path("name").asText(), () -> {
                    JsonNode request = exchange.path("request");
                    JsonNode answer = exchange.path("response");
                    check(
                            request.path("method").asText(),
                            request.path("path").asText(),
                            request.path("body").asText(),
                            answer.path("status").asInt(),
                            fields(answer.path("headers")),
                            answer.path("body").asText());
                }));
    }

    @TestFactory
    Stream<DynamicTest> aRecordedErrorMatches() {
        return Recording.errorAnswers()
                .map(recorded -> DynamicTest.dynamicTest(recorded.path("name").asText(), () -> {
                    String name = recorded.path("name").asText().replaceFirst(":.*", "");
                    JsonNode answer = recorded.path("response");
                    String body = answer.path("body").asText();

                    assertThat(OPEN_API.problems(name, body)).isEmpty();
                    check(
                            "POST",
                            "/hubs/h/ProvisionHub",
                            COMMAND,
                            answer.path("status").asInt(),
                            fields(answer.path("headers")),
                            body);
                }));
    }

    @Test
    void everyExchangeOfTheSuiteMatches() throws Exception {
        Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
        Front.Twist recording = (request, behind) -> {
            Front.Answered answer = behind.ask(request);
            exchanges.add(new Exchange(request, answer));
            return answer;
        };
        try (ReferenceServer server = ContractTargets.server();
                Front front = new Front(server, recording)) {
            ContractRun.on(ContractTargets.of(front.url())).check(Clause.all());
        }

        assertThat(exchanges).hasSizeGreaterThan(60);
        for (Exchange each : exchanges) {
            check(
                    each.request.method(),
                    each.request.path(),
                    each.request.body(),
                    each.answer.status(),
                    each.answer.headers(),
                    each.answer.body());
        }
    }

    @TestFactory
    Stream<DynamicTest> anErrorOfEachShapeMatchesWithEachOfItsStatuses() {
        Map<ErrorShape, List<Integer>> statuses = new TreeMap<>(Map.of(
                ErrorShape.E1, List.of(400, 401, 403, 404, 409, 422, 500, 502, 503),
                ErrorShape.E2, List.of(400),
                ErrorShape.E2B, List.of(401, 403, 404, 405, 409, 422, 429, 500, 502, 503, 504),
                ErrorShape.E3, List.of(400, 401, 403, 404, 500),
                ErrorShape.E3B, List.of(400, 404, 500),
                ErrorShape.E4, List.of(503),
                ErrorShape.E5, List.of(500),
                ErrorShape.E6, List.of(400, 403, 429, 500, 503)));
        statuses.put(ErrorShape.E7_TEXT, List.of(404, 502));
        statuses.put(ErrorShape.E7_HTML, List.of(429, 502, 503, 504, 520, 527, 530));
        statuses.put(ErrorShape.E7_EMPTY, List.of(404, 503, 521));
        statuses.put(ErrorShape.E8, List.of(400, 401, 403, 429, 502, 503));
        assertThat(statuses.keySet()).containsExactly(ErrorShape.values());
        return statuses.entrySet().stream()
                .flatMap(each -> each.getValue().stream()
                        .map(status -> DynamicTest.dynamicTest(
                                each.getKey() + " " + status, () -> shapeMatches(each.getKey(), status))));
    }

    private static void shapeMatches(ErrorShape shape, int status) throws Exception {
        try (ReferenceServer server = ReferenceServer.start()) {
            server.faults().once(new Fault.ErrorAnswer(shape, status));
            HttpResponse<String> answer = new Caller(server).provision("h", COMMAND);
            Map<String, String> headers = new TreeMap<>();
            answer.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));

            assertThat(answer.statusCode()).isEqualTo(status);
            JsonNode operation = Objects.requireNonNull(OPEN_API.operation("POST", "/hubs/h/ProvisionHub"));
            assertThat(OPEN_API.answerProblems(operation, status, headers, answer.body()))
                    .isEmpty();
            if (!shape.name().startsWith("E7")) {
                assertThat(OPEN_API.problems(shape.name().replace('B', 'b'), answer.body()))
                        .isEmpty();
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotOfTheContractDoesNotMatch() {
        String event =
                "\"event\":{\"type\":\"HubProvisioned\",\"data\":{\"hubId\":\"h\",\"serial\":\"S\",\"model\":\"M\","
                        + "\"thingName\":\"h\",\"provisionedAt\":1}}";
        String first = "{\"success\":true,\"aggregateId\":\"h\",\"version\":1," + event + "}";
        assertThat(answerProblems(201, first)).isEmpty();
        return Stream.of(
                refused(201, first.replace("\"aggregateId\":\"h\",", "")),
                refused(201, first.replace("\"version\":1", "\"version\":\"1\"")),
                refused(201, first.replace(event, "\"event\":null")),
                refused(201, first.replace("HubProvisioned", "HubClaimed")),
                refused(201, first.replace("\"provisionedAt\":1", "\"provisionedAt\":\"today\"")),
                refused(201, first.replace("\"thingName\":\"h\",", "")),
                refused(200, first),
                refused(200, "{\"success\":true,\"aggregateId\":\"h\",\"version\":1}"),
                refused(401, "{}"),
                refused(401, "{\"success\":true,\"error\":\"Unauthorized\",\"message\":\"m\"}"),
                refused(400, "{\"success\":false,\"errors\":[]}"),
                refused(500, "{\"error\":\"x\",\"stack\":\"y\"}"),
                refused(500, "no JSON"));
    }

    private static List<String> answerProblems(int status, String body) {
        JsonNode operation = Objects.requireNonNull(OPEN_API.operation("POST", "/hubs/h/ProvisionHub"));
        return OPEN_API.answerProblems(operation, status, Map.of("Content-Type", "application/json"), body);
    }

    private static DynamicTest refused(int status, String body) {
        return DynamicTest.dynamicTest(
                status + " " + body,
                () -> assertThat(answerProblems(status, body)).isNotEmpty());
    }

    @Test
    void everyOperationTakesEitherCredentialOrBoth() {
        List<List<String>> alternatives = new ArrayList<>();
        OPEN_API.document().path("security").forEach(each -> {
            List<String> names = new ArrayList<>();
            each.fieldNames().forEachRemaining(names::add);
            alternatives.add(names);
        });

        assertThat(alternatives)
                .containsExactly(List.of("bearerToken", "apiKey"), List.of("bearerToken"), List.of("apiKey"));
        assertThat(OPEN_API.document()
                        .at("/components/securitySchemes/apiKey/name")
                        .asText())
                .isEqualTo("X-API-Key");
        assertThat(OPEN_API.document().findValues("security")).hasSize(1);
    }

    @Test
    void theClausesThatItRefersToExist() throws Exception {
        String contract =
                Files.readString(Path.of(System.getProperty("project.root", "../.."), "sdk-hubs", "CONTRACT.md"));
        Matcher clause = Pattern.compile("PH-[A-Z]+-\\d+").matcher(OpenApiDocument.json());
        int count = 0;
        while (clause.find()) {
            assertThat(contract).contains("| " + clause.group() + " |");
            count++;
        }
        assertThat(count).isGreaterThan(20);
    }

    @Test
    void aServerServesItWithoutCredentialsAndBlamesNobodyForAsking() throws Exception {
        try (ReferenceServer server = ReferenceServer.start()) {
            HttpResponse<String> answer = new Caller(server).sendWith("GET", OpenApiDocument.PATH, null);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(answer.body()).isEqualTo(OpenApiDocument.json());
            assertThat(server.violations()).isEmpty();
            assertThat(new Caller(server)
                            .send("POST", OpenApiDocument.PATH, "{}")
                            .statusCode())
                    .isEqualTo(404);
        }
    }
}
