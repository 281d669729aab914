package co.spkey.sdk.core.call;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the server answered to one attempt: status, header fields, and the body as far as it came. */
public final class Answer {

    private final int status;
    private final Map<String, List<String>> headers;
    private final Body body;

    Answer(int status, Map<String, List<String>> headers, Body body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns the body's bytes; treat them as read-only. */
    public byte[] bytes() {
        return body.bytes();
    }

    Map<String, List<String>> headers() {
        return headers;
    }

    Body body() {
        return body;
    }

    /** Returns a field's first value; the transport's map finds a name in any letter case. */
    @Nullable
    String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }
}
