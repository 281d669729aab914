package co.spkey.sdk.hubs;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the contract asks of the texts in a request; each refusal names the field. */
final class RequestFields {

    /** A URL as long as this goes nowhere, and a journal keeps ids: this is a mistake, such as a quote that nobody closed. */
    private static final int LONGEST_HUB_ID = 100_000;

    private RequestFields() {}

    /** An id that a path can address (PH-REQ-08, PH-REQ-10). */
    static String hubId(String value) {
        Objects.requireNonNull(value, "hubId");
        if (value.isBlank()) {
            throw new IllegalArgumentException("hubId is blank");
        }
        if (value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException(
                    "hubId cannot be \"" + value + "\": URLs are normalised, so it can't be addressed (PH-REQ-10)");
        }
        if (value.length() > LONGEST_HUB_ID) {
            throw new IllegalArgumentException("hubId has " + value.length() + " characters where " + LONGEST_HUB_ID
                    + " is the most that is taken, far beyond what a URL can hold: look for a quote or a line that doesn't end in"
                    + " what it was read from");
        }
        return paired("hubId", value);
    }

    /** A text of at least one character (PH-REQ-03, PH-REQ-04, PH-REQ-05); a blank is one. */
    static String notEmpty(String name, String value) {
        Objects.requireNonNull(value, name);
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + " is empty");
        }
        return paired(name, value);
    }

    static @Nullable String notEmptyIfPresent(String name, @Nullable String value) {
        return value == null ? null : notEmpty(name, value);
    }

    static @Nullable String pairedIfPresent(String name, @Nullable String value) {
        return value == null ? null : paired(name, value);
    }

    /** Half a surrogate pair has no UTF-8: sent anyway, it would arrive as another text, even as another hub. */
    private static String paired(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else {
                throw new IllegalArgumentException(name + " holds an unpaired surrogate (U+"
                        + Integer.toHexString(c).toUpperCase(Locale.ROOT) + ") at position " + i);
            }
        }
        return value;
    }
}
