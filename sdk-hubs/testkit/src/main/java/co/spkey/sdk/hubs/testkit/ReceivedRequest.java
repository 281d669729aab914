package co.spkey.sdk.hubs.testkit;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came over the wire, secrets and all: never shown, never kept.
 *
 * @param rawPath the path as it was sent, without the query
 * @param body as UTF-8 text: what isn't, isn't JSON either
 */
record ReceivedRequest(
        String method, String rawPath, @Nullable String rawQuery, Map<String, List<String>> headers, String body) {

    /** Returns the values of a header field, whatever the case of its name; empty when it wasn't sent. */
    List<String> header(String name) {
        return headers.getOrDefault(name, List.of());
    }

    static ReceivedRequest of(HttpExchange http, String body) {
        URI target = http.getRequestURI();
        return new ReceivedRequest(
                http.getRequestMethod(),
                target.getRawPath(),
                target.getRawQuery(),
                anyCase(http.getRequestHeaders()),
                body);
    }

    /** Copies header fields into a map that finds names in any case. */
    private static Map<String, List<String>> anyCase(Map<String, List<String>> headers) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        return copy;
    }

    /** Says nothing but the request line, because the header fields hold secrets. */
    @Override
    public String toString() {
        return method + " " + rawPath;
    }
}
