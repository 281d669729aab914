package co.spkey.sdk.core.call;

import co.spkey.sdk.core.credentials.Credentials;
import java.util.Map;

/**
 * The header fields of a request: the caller's own, what every request has, and the credentials (PH-REQ-02, PH-AUTH-01,
 * PH-AUTH-02). Whatever the contract forbids (PH-AUTH-05) was refused where the caller set it.
 */
final class RequestHeaders {

    private RequestHeaders() {}

    /** Returns names and values in turn. */
    static String[] of(Credentials credentials, boolean hasBody, String userAgent, Map<String, String> callers) {
        String token = credentials.bearerToken();
        String key = credentials.apiKey();
        int common = 2 + (hasBody ? 1 : 0) + (token == null ? 0 : 1) + (key == null ? 0 : 1);
        String[] fields = new String[2 * (callers.size() + common)];
        int next = 0;
        for (Map.Entry<String, String> own : callers.entrySet()) {
            next = put(fields, next, own.getKey(), own.getValue());
        }
        next = put(fields, next, "Accept", "application/json");
        next = put(fields, next, "User-Agent", userAgent);
        if (hasBody) {
            next = put(fields, next, "Content-Type", "application/json");
        }
        if (token != null) {
            next = put(fields, next, "Authorization", "Bearer " + token);
        }
        if (key != null) {
            put(fields, next, "X-API-Key", key);
        }
        return fields;
    }

    private static int put(String[] fields, int next, String name, String value) {
        fields[next] = name;
        fields[next + 1] = value;
        return next + 2;
    }
}
