package co.spkey.sdk.core.call;

import co.spkey.sdk.core.credentials.Credentials;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the secrets that a call has sent out of what came back, because a server in trouble may repeat them. */
final class Masking {

    static final String MASK = "[secret]";

    private final List<String> secrets = new ArrayList<>(2);

    /** Remembers what an attempt sends. */
    void add(Credentials credentials) {
        remember(credentials.bearerToken());
        remember(credentials.apiKey());
        // Should one secret hold another, the longer goes first or its rest would stay.
        secrets.sort(Comparator.comparingInt(String::length).reversed());
    }

    private void remember(@Nullable String secret) {
        if (secret == null || secrets.contains(secret)) {
            return;
        }
        secrets.add(secret);
        String escaped = secret.replace("\\", "\\\\").replace("\"", "\\\"");
        if (!escaped.equals(secret)) {
            secrets.add(escaped);
        }
    }

    String mask(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }
}
