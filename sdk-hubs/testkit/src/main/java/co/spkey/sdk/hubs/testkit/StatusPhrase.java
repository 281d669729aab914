package co.spkey.sdk.hubs.testkit;

import java.util.Map;

/** What a status is called (RFC 9110 §15): the text of an error that has none of its own. */
final class StatusPhrase {

    private static final Map<Integer, String> PHRASES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(408, "Request Timeout"),
            Map.entry(409, "Conflict"),
            Map.entry(422, "Unprocessable Entity"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"));

    private StatusPhrase() {}

    static String of(int status) {
        return PHRASES.getOrDefault(status, "Unknown Error");
    }

    /** The phrase as one word, as errors of the API are named. */
    static String name(int status) {
        return of(status).replace(" ", "");
    }
}
