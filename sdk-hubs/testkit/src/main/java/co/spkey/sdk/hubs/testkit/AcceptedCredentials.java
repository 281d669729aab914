package co.spkey.sdk.hubs.testkit;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The API keys and bearer tokens that a {@link ReferenceServer} takes; they can change while it runs (PH-AUTH-06).
 *
 * <p>Thread-safe; a change holds for every request whose credentials are looked at after it. No method and no message shows
 * a secret.
 *
 * @since 1.0
 */
public final class AcceptedCredentials {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Instant> apiKeys = new HashMap<>();
    private final Map<String, Instant> bearerTokens = new HashMap<>();
    private final Clock clock;
    private long changes;

    AcceptedCredentials(Clock clock) {
        this.clock = clock;
    }

    /**
     * Accepts an API key until it is revoked (PH-AUTH-02).
     *
     * @param key the value of {@code X-API-Key}
     * @return these credentials
     * @throws IllegalArgumentException if it is blank
     */
    public AcceptedCredentials acceptApiKey(String key) {
        return acceptApiKeyUntil(key, Instant.MAX);
    }

    /**
     * Accepts an API key until it expires.
     *
     * @param key the value of {@code X-API-Key}
     * @param expiry the first moment, by the server's clock, at which it is refused
     * @return these credentials
     * @throws IllegalArgumentException if the key is blank
     */
    public AcceptedCredentials acceptApiKeyUntil(String key, Instant expiry) {
        return accept(apiKeys, "API key", key, expiry);
    }

    /**
     * Refuses an API key from now on; one that isn't accepted anyway is ignored.
     *
     * @param key the value of {@code X-API-Key}
     * @return these credentials
     */
    public AcceptedCredentials revokeApiKey(String key) {
        return revoke(apiKeys, key);
    }

    /**
     * Replaces an API key: the old one is revoked in the same step (PH-AUTH-06).
     *
     * @param oldKey the key to revoke
     * @param newKey the key to accept instead
     * @return these credentials
     * @throws IllegalArgumentException if the new key is blank
     */
    public AcceptedCredentials rotateApiKey(String oldKey, String newKey) {
        lock.lock();
        try {
            return acceptApiKey(newKey).revokeUnlessSame(oldKey, newKey);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Accepts a bearer token until it is revoked (PH-AUTH-01); its content is not looked at.
     *
     * @param token what follows {@code Bearer} in {@code Authorization}
     * @return these credentials
     * @throws IllegalArgumentException if it is blank
     */
    public AcceptedCredentials acceptBearerToken(String token) {
        return acceptBearerTokenUntil(token, Instant.MAX);
    }

    /**
     * Accepts a bearer token until it expires.
     *
     * @param token what follows {@code Bearer} in {@code Authorization}
     * @param expiry the first moment, by the server's clock, at which it is refused
     * @return these credentials
     * @throws IllegalArgumentException if the token is blank
     */
    public AcceptedCredentials acceptBearerTokenUntil(String token, Instant expiry) {
        return accept(bearerTokens, "bearer token", token, expiry);
    }

    /**
     * Refuses a bearer token from now on; one that isn't accepted anyway is ignored.
     *
     * @param token what follows {@code Bearer} in {@code Authorization}
     * @return these credentials
     */
    public AcceptedCredentials revokeBearerToken(String token) {
        return revoke(bearerTokens, token);
    }

    /** Returns how many of each kind are accepted, never which. */
    @Override
    public String toString() {
        lock.lock();
        try {
            return "AcceptedCredentials[" + apiKeys.size() + " API keys, " + bearerTokens.size() + " bearer tokens]";
        } finally {
            lock.unlock();
        }
    }

    /** Accepts these and no others. */
    void reset(List<String> keys, List<String> tokens) {
        lock.lock();
        try {
            apiKeys.clear();
            bearerTokens.clear();
            keys.forEach(this::acceptApiKey);
            tokens.forEach(this::acceptBearerToken);
            changes++;
        } finally {
            lock.unlock();
        }
    }

    /** Returns a number that is another one after each change. */
    long changes() {
        lock.lock();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    boolean acceptsApiKey(String key) {
        return accepts(apiKeys, key);
    }

    boolean acceptsBearerToken(String token) {
        return accepts(bearerTokens, token);
    }

    private boolean accepts(Map<String, Instant> secrets, String secret) {
        lock.lock();
        try {
            Instant expiry = secrets.get(secret);
            return expiry != null && clock.instant().isBefore(expiry);
        } finally {
            lock.unlock();
        }
    }

    private AcceptedCredentials accept(Map<String, Instant> secrets, String kind, String secret, Instant expiry) {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("The " + kind + " to accept is blank; no request can carry it");
        }
        lock.lock();
        try {
            secrets.put(secret, expiry);
            changes++;
        } finally {
            lock.unlock();
        }
        return this;
    }

    private AcceptedCredentials revoke(Map<String, Instant> secrets, String secret) {
        lock.lock();
        try {
            secrets.remove(secret);
            changes++;
        } finally {
            lock.unlock();
        }
        return this;
    }

    private AcceptedCredentials revokeUnlessSame(String oldKey, String newKey) {
        return oldKey.equals(newKey) ? this : revokeApiKey(oldKey);
    }
}
