package co.spkey.sdk.hubs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Replays, in order, what was recorded: the answers must be the same text, the moment of provisioning aside. */
class RecordedExchangesTest {

    private static final ReferenceServer SERVER = ReferenceServer.start();
    private static final Caller CALLER = new Caller(SERVER);

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @TestFactory
    Stream<DynamicTest> answersAsRecorded() {
        return Recording.exchanges()
                .map(exchange -> DynamicTest.dynamicTest(exchange.path("name").asText(), () -> replay(exchange)));
    }

    private static void replay(JsonNode exchange) throws Exception {
        JsonNode request = exchange.path("request");
        JsonNode expected = exchange.path("response");
        List<String> headers = new ArrayList<>();
        request.path("headers").properties().forEach(field -> {
            headers.add(field.getKey());
            headers.add(field.getValue().asText());
        });
        HttpResponse<String> answer = CALLER.sendWith(
                request.path("method").asText(),
                request.path("path").asText(),
                request.path("body").textValue(),
                headers.toArray(String[]::new));

        assertThat(answer.statusCode()).isEqualTo(expected.path("status").asInt());
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains(expected.path("headers").path("Content-Type").asText());
        assertThat(withoutMoment(answer.body()))
                .isEqualTo(withoutMoment(expected.path("body").asText()));
    }

    private static String withoutMoment(String body) {
        return body.replaceAll("\"provisionedAt\":\\d{13}", "\"provisionedAt\":<ms>");
    }
}
