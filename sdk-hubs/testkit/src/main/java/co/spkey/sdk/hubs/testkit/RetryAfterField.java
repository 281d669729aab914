package co.spkey.sdk.hubs.testkit;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads {@code Retry-After}: seconds or an HTTP date (PH-ERR-02). What can't be read binds nobody. */
final class RetryAfterField {

    /** Longer than any client would wait; keeps the arithmetic from overflowing. */
    private static final long MOST_SECONDS = Duration.ofDays(365).toSeconds();

    /** With how many digits it can still be less. */
    private static final int MOST_DIGITS = 9;

    private RetryAfterField() {}

    /** Returns how long a client has to stay away from the moment of the answer on, or null when the value can't be read. */
    static @Nullable Duration read(String value, Instant answered) {
        try {
            String text = value.strip();
            return text.matches("\\d+")
                    ? Duration.ofSeconds(text.length() > MOST_DIGITS ? MOST_SECONDS : Long.parseLong(text))
                    : Duration.between(answered, DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException noDate) {
            return null;
        }
    }
}
