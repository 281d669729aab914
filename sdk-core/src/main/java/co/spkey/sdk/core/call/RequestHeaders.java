package co.spkey.sdk.core.call;

import co.spkey.sdk.core.credentials.Credentials;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The header fields of an engine's requests: the caller's own, what every request has, and the credentials (PH-REQ-02,
 * PH-AUTH-01, PH-AUTH-02). Whatever the contract forbids (PH-AUTH-05) was refused where the caller set it.
 *
 * <p>Thread-safe. As long as nothing in them changes, requests get the same array, which nobody may change.
 */
final class RequestHeaders {

    private final String userAgent;
    private volatile @Nullable Made last;

    private static final class Made {

        private final Credentials credentials;
        private final boolean hasBody;
        private final String[] fields;

        Made(Credentials credentials, boolean hasBody, String[] fields) {
            this.credentials = credentials;
            this.hasBody = hasBody;
            this.fields = fields;
        }

        /** By identity: as cheap as can be, and other credentials with the same values only cost an array. */
        @SuppressWarnings("ReferenceEquality")
        boolean isFor(Credentials asked, boolean withBody) {
            return credentials == asked && hasBody == withBody;
        }
    }

    RequestHeaders(String userAgent) {
        this.userAgent = userAgent;
    }

    /** Returns names and values in turn. */
    String[] of(Credentials credentials, boolean hasBody, Map<String, String> callers) {
        if (!callers.isEmpty()) {
            return make(credentials, hasBody, callers);
        }
        Made made = last;
        if (made == null || !made.isFor(credentials, hasBody)) {
            made = new Made(credentials, hasBody, make(credentials, hasBody, callers));
            last = made;
        }
        return made.fields;
    }

    private String[] make(Credentials credentials, boolean hasBody, Map<String, String> callers) {
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
