package co.spkey.sdk.core.call;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A request as it goes over the wire, complete but for what frames it. */
final class WireRequest {

    private final String method;
    private final URI uri;
    private final String[] headers;
    private final byte @Nullable [] body;

    /**
     * Makes a request.
     *
     * @param headers names and values in turn, checked before
     */
    WireRequest(String method, URI uri, String[] headers, byte @Nullable [] body) {
        this.method = method;
        this.uri = uri;
        this.headers = headers;
        this.body = body;
    }

    String method() {
        return method;
    }

    URI uri() {
        return uri;
    }

    String[] headers() {
        return headers;
    }

    byte @Nullable [] body() {
        return body;
    }

    /** Whether there is anything to send after the header section. */
    boolean hasBody() {
        return body != null && body.length > 0;
    }
}
