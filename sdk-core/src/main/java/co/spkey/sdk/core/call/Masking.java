package co.spkey.sdk.core.call;

import co.spkey.sdk.core.credentials.Credentials;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the secrets that a call has sent out of what came back, because a server in trouble may repeat them. */
final class Masking {

    static final String MASK = "[secret]";

    /** As far as causes of causes are looked at; whatever lies deeper is left out. */
    private static final int MOST_LINKS = 10;

    private final List<String> secrets = new ArrayList<>(2);
    private List<EscapedSecret> escaped = List.of();

    /** Remembers what an attempt sends. */
    void add(Credentials credentials) {
        remember(credentials.bearerToken());
        remember(credentials.apiKey());
    }

    private void remember(@Nullable String secret) {
        if (secret != null && !secrets.contains(secret)) {
            secrets.add(secret);
        }
    }

    String mask(String text) {
        if (!mayHold(text)) {
            return text; // A request id, for example, on the way of every call.
        }
        String masked = text;
        for (String secret : variants()) {
            masked = masked.replace(secret, MASK);
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
        List<EscapedSecret> longestFirst = escaped();
        StringBuilder masked = new StringBuilder();
        int kept = 0;
        for (int start = 0; start < text.length(); start++) {
            int end = end(longestFirst, text, start);
            if (end > start) {
                masked.append(text, kept, start).append(MASK);
                kept = end;
                start = end - 1;
            }
        }
        return kept == 0 ? text : masked.append(text, kept, text.length()).toString();
    }

    /** Should one secret hold another, the longer goes first or its rest would stay. */
    private List<EscapedSecret> escaped() {
        if (escaped.size() != secrets.size()) {
            escaped = secrets.stream()
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .map(EscapedSecret::new)
                    .toList();
        }
        return escaped;
    }

    private static int end(List<EscapedSecret> secrets, String text, int start) {
        for (EscapedSecret secret : secrets) {
            int end = secret.end(text, start);
            if (end > start) {
                return end;
            }
        }
        return -1;
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
