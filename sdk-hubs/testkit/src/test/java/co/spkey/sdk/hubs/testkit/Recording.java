package co.spkey.sdk.hubs.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The requests and answers that were recorded from a service built on the public framework. */
final class Recording {

    private static final JsonNode ROOT = read();

    private Recording() {}

    static Stream<JsonNode> exchanges() {
        return StreamSupport.stream(ROOT.path("exchanges").spliterator(), false);
    }

    static Stream<JsonNode> errorAnswers() {
        return StreamSupport.stream(ROOT.path("errorAnswers").spliterator(), false);
    }

    /** Returns the answer recorded under a name. */
    static JsonNode errorAnswer(String name) {
        return errorAnswers()
                .filter(answer -> answer.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .path("response");
    }

    private static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(Recording.class.getResourceAsStream("recorded.json"))) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
