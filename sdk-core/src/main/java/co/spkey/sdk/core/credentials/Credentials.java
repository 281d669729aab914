package co.spkey.sdk.core.credentials;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token (PH-AUTH-01), an API key (PH-AUTH-02), or both; with both, both are sent (PH-AUTH-03).
 *
 * <p>Immutable and thread-safe. Values are checked when the credentials are made, so that a stray line break fails here
 * and not in the middle of a call. No message and no {@link #toString()} ever shows a value, and equality takes the same
 * time wherever the values differ. Deliberately not serialisable.
 *
 * @since 1.0
 */
public final class Credentials {

    private final @Nullable String bearerToken;
    private final @Nullable String apiKey;

    private Credentials(@Nullable String bearerToken, @Nullable String apiKey) {
        this.bearerToken = bearerToken;
        this.apiKey = apiKey;
    }

    /**
     * Makes credentials of a bearer token alone, sent as {@code Authorization: Bearer …}.
     *
     * @param token the token, without the word {@code Bearer}
     * @return the credentials
     * @throws IllegalArgumentException if the token is empty or holds anything but visible ASCII characters
     */
    public static Credentials bearerToken(String token) {
        return new Credentials(checked("bearer token", token), null);
    }

    /**
     * Makes credentials of an API key alone, sent as {@code X-API-Key}.
     *
     * @param key the key as handed out at onboarding
     * @return the credentials
     * @throws IllegalArgumentException if the key is empty or holds anything but visible ASCII characters
     */
    public static Credentials apiKey(String key) {
        return new Credentials(null, checked("API key", key));
    }

    /**
     * Makes credentials of both kinds; both are sent with every request.
     *
     * @param token the bearer token, without the word {@code Bearer}
     * @param key the API key
     * @return the credentials
     * @throws IllegalArgumentException if one of them is empty or holds anything but visible ASCII characters
     */
    public static Credentials of(String token, String key) {
        return new Credentials(checked("bearer token", token), checked("API key", key));
    }

    private static String checked(String kind, String value) {
        Objects.requireNonNull(value, kind);
        if (value.isBlank()) {
            throw new IllegalArgumentException("the " + kind + " is blank");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~') {
                throw new IllegalArgumentException(
                        "the " + kind + " holds " + describe(c) + " at position " + i + " of "
                                + value.length() + "; only visible ASCII characters can be sent"
                                + (c == ' ' && value.regionMatches(true, 0, "Bearer ", 0, 7)
                                        ? " (leave out the word \"Bearer\")"
                                        : ""));
            }
        }
        return value;
    }

    private static String describe(char c) {
        return switch (c) {
            case '\r', '\n' -> "a line break";
            case ' ' -> "a blank";
            default -> c < ' ' || c == 0x7f ? "a control character" : "a character that is not ASCII";
        };
    }

    /**
     * Returns the bearer token.
     *
     * @return the token, or null when there is only an API key
     */
    public @Nullable String bearerToken() {
        return bearerToken;
    }

    /**
     * Returns the API key.
     *
     * @return the key, or null when there is only a bearer token
     */
    public @Nullable String apiKey() {
        return apiKey;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Credentials that)) {
            return false;
        }
        // Both comparisons always run: no early end tells which half differs.
        boolean sameToken = same(bearerToken, that.bearerToken);
        boolean sameKey = same(apiKey, that.apiKey);
        return sameToken && sameKey;
    }

    private static boolean same(@Nullable String one, @Nullable String two) {
        if (one == null || two == null) {
            return one == null && two == null;
        }
        return MessageDigest.isEqual(one.getBytes(US_ASCII), two.getBytes(US_ASCII));
    }

    @Override
    public int hashCode() {
        return Objects.hash(bearerToken, apiKey);
    }

    /**
     * Says which kinds are there, each with 16 bits of its hash: enough to tell two keys apart in a log, too little to
     * find a key.
     *
     * @return for example {@code Credentials[bearer token #1f3a, API key #77c0]}
     */
    @Override
    public String toString() {
        String token = bearerToken == null ? "" : "bearer token #" + hint(bearerToken);
        String key = apiKey == null ? "" : "API key #" + hint(apiKey);
        return "Credentials[" + token + (token.isEmpty() || key.isEmpty() ? "" : ", ") + key + "]";
    }

    private static String hint(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(US_ASCII));
            return HexFormat.of().formatHex(hash, 0, 2);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
