package co.spkey.sdk.core.rules;

import java.util.regex.Pattern;

/** What ends a line, speaks to a terminal, or changes the direction of what follows. */
public final class ControlCharacters {

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]+");

    private ControlCharacters() {}

    /** Puts a blank in place of each run of them. */
    public static String blanked(String text) {
        return CONTROLS.matcher(text).replaceAll(" ");
    }
}
