package co.spkey.sdk.hubs.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer before it is put on the wire.
 *
 * @param headers without the length, the coding and {@code cf-ray}, which belong to the wire
 */
record Answer(int status, Map<String, String> headers, String body) {

    static final String JSON = "application/json";

    /** The media type of answers that the framework's validation gives (PH-RES-10). */
    static final String JSON_UTF_8 = "application/json;charset=UTF-8";

    Answer {
        headers = Map.copyOf(headers);
    }

    /** RFC 9110 §6.4.1. */
    static boolean statusAllowsBody(int status) {
        return status >= 200 && status != 204 && status != 304;
    }

    static Answer of(int status, String mediaType, String body) {
        return new Answer(status, Map.of("Content-Type", mediaType), body);
    }

    static Answer json(int status, Json.Value body) {
        return of(status, JSON, Json.text(body));
    }

    /** Returns the value of a header field, whatever the case of its name, or null. */
    @Nullable
    String header(String name) {
        return headers.entrySet().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Returns this answer with one header field added or replaced. */
    Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body);
    }
}
