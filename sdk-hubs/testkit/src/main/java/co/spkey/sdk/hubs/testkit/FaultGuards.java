package co.spkey.sdk.hubs.testkit;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Refuses faults that can't be put on the wire where they are made, not where they would strike. */
final class FaultGuards {

    /** Fields that say where the body ends: what they say must be true. And one that the JDK's server always overwrites. */
    private static final Set<String> OF_THE_SERVER = Set.of("content-length", "transfer-encoding", "date");

    /** RFC 9110 §5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** A character is sent as one byte: what is left of a greater one could end the line. */
    private static final int GREATEST_CHARACTER = 0xFF;

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
            if (!TOKEN.matcher(name).matches()) {
                throw new IllegalArgumentException("header " + Shown.quoted(name)
                        + " can't be sent: a name is letters, digits and any of !#$%&'*+-.^_`|~, and not empty");
            }
            if (OF_THE_SERVER.contains(name.toLowerCase(Locale.ROOT))) {
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
        if (value != null && value.chars().anyMatch(character -> character > GREATEST_CHARACTER)) {
            throw new IllegalArgumentException(
                    what + " has a character above U+00FF in it, which no header field can carry");
        }
    }
}
