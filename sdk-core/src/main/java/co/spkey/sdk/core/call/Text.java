package co.spkey.sdk.core.call;

import co.spkey.sdk.core.rules.ControlCharacters;
import java.time.Duration;
import java.util.Locale;

/** How durations and foreign texts look in messages. */
final class Text {

    private static final int LONGEST_LINE = 500;

    private Text() {}

    /** A duration as a person would say it: {@code 850 ms}, {@code 4.2 s}, {@code 60 s}. */
    static String of(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        return millis % 1000 == 0 || millis >= 100_000
                ? millis / 1000 + " s"
                : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    /** One line without control characters, of bounded length. */
    static String line(String text) {
        if (isLine(text)) {
            return text; // The usual case, and on the way of every call.
        }
        String line = ControlCharacters.blanked(text).strip();
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
    }

    private static boolean isLine(String text) {
        int length = text.length();
        if (length == 0 || length > LONGEST_LINE) {
            return length == 0;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return !Character.isWhitespace(text.charAt(0)) && !Character.isWhitespace(text.charAt(length - 1));
    }
}
