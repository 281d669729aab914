package co.spkey.sdk.hubs.testkit;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses faults that can't be put on the wire where they are made, not where they would strike. */
final class FaultGuards {

    /** Fields that say where the body ends: what they say must be true. */
    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

    private FaultGuards() {}

    static void status(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status must be 200 to 599, not " + status);
        }
    }

    static void statusWithBody(int status) {
        status(status);
        if (!Answer.statusAllowsBody(status)) {
            throw new IllegalArgumentException("status " + status + " has no body that could be spoilt");
        }
    }

    static void bodyLength(long bytes) {
        if (bytes < 2) {
            throw new IllegalArgumentException("bytes must be at least 2, the quotes of a JSON string, not " + bytes);
        }
    }

    static void delay(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay must not be negative, but is " + delay);
        }
    }

    static void headers(Map<String, String> headers) {
        headers.forEach((name, value) -> {
            if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("header " + name + " is the server's to set");
            }
            headerValue("header " + name, value);
        });
    }

    static void headerValue(String what, @Nullable String value) {
        if (value != null && value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    what + " has a control character in it, which no header field can carry");
        }
    }
}
