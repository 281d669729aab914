package co.spkey.sdk.core.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.rules.EscapedSecrets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the secrets that a call has sent out of what came back, because a server in trouble may repeat them. */
final class Masking {

    /** As far as causes of causes are looked at; whatever lies deeper is left out. */
    private static final int MOST_LINKS = 10;

    private static final int SHORTEST_OF_A_PROXY = 4;

    private final List<String> secrets = new ArrayList<>(2);
    private @Nullable EscapedSecrets escaped;

    /** Remembers what an attempt sends. */
    void add(Credentials credentials) {
        remember(credentials.bearerToken());
        remember(credentials.apiKey());
    }

    /** Remembers what a call's own fields tell a proxy: {@code Basic} credentials also decoded, and their password. */
    void add(Map<String, String> callHeaders) {
        if (callHeaders.isEmpty()) {
            return; // Nearly always.
        }
        for (Map.Entry<String, String> field : callHeaders.entrySet()) {
            if (field.getKey().equalsIgnoreCase("Proxy-Authorization")) {
                String given = field.getValue().strip();
                String credentials = given.substring(given.indexOf(' ') + 1).strip();
                rememberIfLong(credentials);
                if (given.regionMatches(true, 0, "Basic ", 0, 6)) {
                    String plain = decoded(credentials);
                    rememberIfLong(plain);
                    rememberIfLong(plain.substring(plain.indexOf(':') + 1));
                }
            }
        }
    }

    /** A few letters are found everywhere; they would tell a reader more about the secret than they'd hide of it. */
    private void rememberIfLong(String secret) {
        if (secret.length() >= SHORTEST_OF_A_PROXY) {
            remember(secret);
        }
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), UTF_8);
        } catch (IllegalArgumentException somethingElse) {
            return "";
        }
    }

    private void remember(@Nullable String secret) {
        if (secret != null && !secrets.contains(secret)) {
            secrets.add(secret);
            escaped = null;
        }
    }

    String mask(String text) {
        if (!mayHold(text)) {
            return text; // A request id, for example, on the way of every call.
        }
        String masked = text;
        for (String secret : variants()) {
            masked = masked.replace(secret, EscapedSecrets.MASK);
        }
        return masked;
    }

    /** What is escaped where JSON quotes a secret begins with a backslash and is longer than the secret. */
    private boolean mayHold(String text) {
        boolean escapes = text.indexOf('\\') >= 0;
        for (String secret : secrets) {
            if (secret.length() <= text.length() && (escapes || text.contains(secret))) {
                return true;
            }
        }
        return false;
    }

    /** As {@link #mask(String)}, for a text of any form: HTML, JSON with other escapes, or cut off within a secret. */
    String maskForeign(String text) {
        if (escaped == null) {
            escaped = new EscapedSecrets(secrets);
        }
        return escaped.masked(text);
    }

    /** The secrets as such and as JSON writes them, with and without the slashes that some writers escape. */
    private List<String> variants() {
        List<String> variants = new ArrayList<>(secrets);
        for (String secret : secrets) {
            String escaped = secret.replace("\\", "\\\\").replace("\"", "\\\"");
            for (String variant : List.of(escaped, escaped.replace("/", "\\/"))) {
                if (!variants.contains(variant)) {
                    variants.add(variant);
                }
            }
        }
        // Should one secret hold another, the longer goes first or its rest would stay.
        variants.sort(Comparator.comparingInt(String::length).reversed());
        return variants;
    }

    /**
     * Returns the failure itself, or a copy with its stack trace where it repeats a secret: some of the JDK's exceptions
     * quote what the server sent.
     */
    @Nullable
    Throwable mask(@Nullable Throwable failure) {
        return failure == null || isClean(failure, MOST_LINKS) ? failure : copy(failure, MOST_LINKS);
    }

    private boolean isClean(Throwable failure, int links) {
        String text = failure.toString();
        Throwable cause = failure.getCause();
        return mask(text).equals(text)
                && failure.getSuppressed().length == 0
                && (cause == null || (links > 0 && isClean(cause, links - 1)));
    }

    private IOException copy(Throwable failure, int links) {
        Throwable cause = failure.getCause();
        IOException copy =
                new IOException(mask(failure.toString()), cause == null || links == 0 ? null : copy(cause, links - 1));
        copy.setStackTrace(failure.getStackTrace());
        return copy;
    }
}
