package co.spkey.sdk.core.call;

import co.spkey.sdk.core.credentials.Credentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The header fields of a request: the caller's own, what every request has, and the credentials (PH-REQ-02, PH-AUTH-01,
 * PH-AUTH-02). Whatever the contract forbids (PH-AUTH-05) was refused where the caller set it.
 */
final class RequestHeaders {

    private RequestHeaders() {}

    /** Returns names and values in turn. */
    static String[] of(Credentials credentials, boolean hasBody, String userAgent, Map<String, String> callers) {
        List<String> fields = new ArrayList<>(10 + 2 * callers.size());
        callers.forEach((name, value) -> {
            fields.add(name);
            fields.add(value);
        });
        fields.add("Accept");
        fields.add("application/json");
        fields.add("User-Agent");
        fields.add(userAgent);
        if (hasBody) {
            fields.add("Content-Type");
            fields.add("application/json");
        }
        String token = credentials.bearerToken();
        if (token != null) {
            fields.add("Authorization");
            fields.add("Bearer " + token);
        }
        String key = credentials.apiKey();
        if (key != null) {
            fields.add("X-API-Key");
            fields.add(key);
        }
        return fields.toArray(String[]::new);
    }
}
