package co.spkey.sdk.examples.factoryline;

import java.util.regex.Pattern;

/** How a shell is told that a word is one word. */
enum Shell {
    /** What all others have. */
    POSIX {
        @Override
        String quoted(String text) {
            return "'" + text.replace("'", "'\\''") + "'";
        }
    },

    /** Its command prompt knows no quotes but double ones, and there a backslash is special only before a quote. */
    WINDOWS {
        @Override
        String quoted(String text) {
            String escaped = text.replaceAll("(\\\\*)\"", "$1$1\\\\\"");
            return "\"" + escaped.replaceAll("(\\\\+)$", "$1$1") + "\"";
        }
    };

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    static Shell ofThisSystem() {
        return System.getProperty("os.name", "").startsWith("Windows") ? WINDOWS : POSIX;
    }

    /** Returns a text as one word. */
    String word(String text) {
        return PLAIN.matcher(text).matches() ? text : quoted(text);
    }

    abstract String quoted(String text);
}
