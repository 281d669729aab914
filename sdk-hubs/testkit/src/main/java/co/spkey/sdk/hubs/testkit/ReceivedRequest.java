package co.spkey.sdk.hubs.testkit;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came over the wire, secrets and all: never shown, never kept.
 *
 * @param rawPath the path as it was sent, without the query
 * @param body as UTF-8 text; what isn't UTF-8 is U+FFFD in it
 * @param isUtf8 whether all of the body was UTF-8
 */
record ReceivedRequest(
        String method,
        String rawPath,
        @Nullable String rawQuery,
        Map<String, List<String>> headers,
        String body,
        boolean isUtf8) {

    private static final int LONGEST_PART = 500;

    /** Returns the values of a header field, whatever the case of its name; empty when it wasn't sent. */
    List<String> header(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /** Returns about how many characters it takes up in memory. */
    long characters() {
        long characters = method.length();
        characters += rawPath.length();
        characters += rawQuery == null ? 0 : rawQuery.length();
        characters += body.length();
        for (Map.Entry<String, List<String>> field : headers.entrySet()) {
            characters += field.getKey().length();
            for (String value : field.getValue()) {
                characters += value.length();
            }
        }
        return characters;
    }

    /** Returns the beginning of this request's line alone. */
    ReceivedRequest requestLineOnly() {
        String query = rawQuery == null ? null : beginning(rawQuery);
        return new ReceivedRequest(beginning(method), beginning(rawPath), query, Map.of(), "", true);
    }

    private static String beginning(String text) {
        return text.length() <= LONGEST_PART ? text : text.substring(0, LONGEST_PART) + "…";
    }

    static ReceivedRequest of(HttpExchange http, byte[] body) {
        String text = strictUtf8(body);
        return new ReceivedRequest(
                http.getRequestMethod(),
                rawPath(http),
                http.getRequestURI().getRawQuery(),
                anyCase(http.getRequestHeaders()),
                text == null ? new String(body, StandardCharsets.UTF_8) : text,
                text != null);
    }

    /** Returns the path as it was sent, without the query: {@link URI} takes what follows two slashes for a host. */
    static String rawPath(HttpExchange http) {
        URI target = http.getRequestURI();
        String sent = target.toString();
        return sent.startsWith("//") ? sent.split("[?#]", 2)[0] : target.getRawPath();
    }

    private static @Nullable String strictUtf8(byte[] bytes) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
        } catch (CharacterCodingException malformed) {
            return null;
        }
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
