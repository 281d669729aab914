package co.spkey.sdk.core.call;

import co.spkey.sdk.core.rules.ControlCharacters;
import java.time.Duration;
import java.util.Locale;

/** How durations and foreign texts look in messages. */
public final class Text {

    /** Up to here a text is looked at character by character, which is cheaper for what is no longer. */
    private static final int SHORT = 500;

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
    public static String line(String text) {
        return isLine(text) ? text : ControlCharacters.line(text); // The usual case, and on the way of every call.
    }

    /** The same text with a blank in place of each run of control characters, however long it is. */
    public static String blanked(String text) {
        return ControlCharacters.blanked(text);
    }

    private static boolean isLine(String text) {
        int length = text.length();
        if (length == 0 || length > SHORT) {
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
