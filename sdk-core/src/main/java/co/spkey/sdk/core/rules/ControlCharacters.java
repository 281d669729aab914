package co.spkey.sdk.core.rules;

import java.util.regex.Pattern;

/** What ends a line, speaks to a terminal, or changes the direction of what follows. */
public final class ControlCharacters {

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]+");
    private static final int LONGEST_LINE = 500;

    private ControlCharacters() {}

    /** Puts a blank in place of each run of them. */
    public static String blanked(String text) {
        return CONTROLS.matcher(text).replaceAll(" ");
    }

    /** Makes one line of 500 characters at most, without any of them. */
    public static String line(String text) {
        String line = blanked(text).strip();
        if (line.length() <= LONGEST_LINE) {
            return line;
        }
        boolean splitsPair = Character.isHighSurrogate(line.charAt(LONGEST_LINE - 1));
        return line.substring(0, splitsPair ? LONGEST_LINE - 1 : LONGEST_LINE) + "…";
    }
}
