package co.spkey.sdk.hubs.testkit;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that a {@link ReferenceServer} received, and what it was answered up to now.
 *
 * <p>Secrets are masked: {@link #headers()} and {@link #toString()} never show one. Whether a certain secret was sent can be
 * asked with {@link #sentApiKey} and {@link #sentBearerToken}. Immutable.
 *
 * @since 1.0
 */
public final class RecordedRequest {

    private final ReceivedRequest received;
    private final @Nullable Integer status;

    RecordedRequest(ReceivedRequest received, @Nullable Integer status) {
        this.received = received;
        this.status = status;
    }

    /** {@return the method, for example {@code POST}} */
    public String method() {
        return received.method();
    }

    /** {@return the path as it was sent, still percent-encoded, without the query} */
    public String path() {
        return received.rawPath();
    }

    /** {@return the query as it was sent, without the question mark, or null when there was none} */
    public @Nullable String query() {
        return received.rawQuery();
    }

    /**
     * {@return the header fields with secrets replaced by {@code ***}; the authentication scheme stays readable} Names are
     * found in any case. Unmodifiable.
     */
    public Map<String, List<String>> headers() {
        return Collections.unmodifiableMap(SecretFields.mask(received.headers()));
    }

    /** {@return the body as UTF-8 text; empty when there was none or the server did not read it} */
    public String body() {
        return received.body();
    }

    /**
     * {@return the status this request was answered with, or null when no status line has been sent: the answer is still
     * being waited for, or the connection was cut first}
     */
    public @Nullable Integer status() {
        return status;
    }

    /**
     * {@return whether this request carried an API key}
     *
     * @param key the value to compare {@code X-API-Key} with
     */
    public boolean sentApiKey(String key) {
        return received.header("X-API-Key").contains(key);
    }

    /**
     * {@return whether this request carried a bearer token}
     *
     * @param token the value to compare {@code Authorization: Bearer …} with
     */
    public boolean sentBearerToken(String token) {
        List<String> sent = received.header("Authorization");
        return sent.stream().anyMatch(value -> token.equals(CredentialCheck.bearerToken(value)));
    }

    /** {@return method, path and status, for example {@code POST /hubs/hub-1/ProvisionHub 201}} */
    @Override
    public String toString() {
        return method() + " " + path() + " " + (status == null ? "(no answer)" : status);
    }
}
