package co.spkey.sdk.core.call;

/**
 * Finds a secret in a text of whatever form: as such, with characters escaped as JSON, HTML or a URL escapes them, or only its
 * beginning, where the text ends within it.
 */
final class EscapedSecret {

    /** A beginning that is shorter may as well be something else. */
    private static final int SHORTEST_BEGINNING = 8;

    /** The longest escape of a character: an HTML one in hexadecimal, with a zero or two. */
    private static final int LONGEST_ESCAPE = 8;

    private final String secret;

    EscapedSecret(String secret) {
        this.secret = secret;
    }

    /** Returns the text with the replacement in each place where it has the secret. */
    String replaceIn(String text, String replacement) {
        StringBuilder replaced = new StringBuilder();
        int kept = 0;
        for (int start = 0; start < text.length(); start++) {
            int end = end(text, start);
            if (end > start) {
                replaced.append(text, kept, start).append(replacement);
                kept = end;
                start = end - 1;
            }
        }
        return kept == 0 ? text : replaced.append(text, kept, text.length()).toString();
    }

    /** Returns where the secret that begins at the start ends, or less than zero if none does. */
    private int end(String text, int start) {
        int at = start;
        for (int i = 0; i < secret.length(); i++) {
            int next = at == text.length() ? -1 : after(secret.charAt(i), text, at);
            if (next < 0) {
                return i >= SHORTEST_BEGINNING && isCutOff(text, at) ? text.length() : -1;
            }
            at = next;
        }
        return at;
    }

    private static boolean isCutOff(String text, int at) {
        return at == text.length() || (text.length() - at < LONGEST_ESCAPE && "\\&%".indexOf(text.charAt(at)) >= 0);
    }

    /** Returns what follows the character, escaped or not, in the text; less than zero if another one is there. */
    private static int after(char wanted, String text, int at) {
        char there = text.charAt(at);
        if (there == '\\') {
            if (text.startsWith("u", at + 1) && isHex(text, at + 2, at + 6, wanted)) {
                return at + 6;
            }
            if (at + 1 < text.length() && text.charAt(at + 1) == wanted) {
                return at + 2;
            }
        } else if (there == '%' && isHex(text, at + 1, at + 3, wanted)) {
            return at + 3;
        } else if (there == '&') {
            int end = text.indexOf(';', at);
            if (end > 0 && end - at <= LONGEST_ESCAPE && isEntity(text.substring(at + 1, end), wanted)) {
                return end + 1;
            }
        }
        return there == wanted ? at + 1 : -1;
    }

    private static boolean isEntity(String name, char wanted) {
        return switch (name) {
            case "amp" -> wanted == '&';
            case "lt" -> wanted == '<';
            case "gt" -> wanted == '>';
            case "quot" -> wanted == '"';
            case "apos" -> wanted == '\'';
            default -> isNumericEntity(name, wanted);
        };
    }

    private static boolean isNumericEntity(String name, char wanted) {
        if (name.startsWith("#x") || name.startsWith("#X")) {
            return isHex(name, 2, name.length(), wanted);
        }
        return name.startsWith("#") && isNumber(name, 1, name.length(), 10, wanted);
    }

    private static boolean isHex(String text, int start, int end, char wanted) {
        return isNumber(text, start, end, 16, wanted);
    }

    private static boolean isNumber(String text, int start, int end, int radix, char wanted) {
        int number = 0;
        for (int i = start; i < end; i++) {
            int digit = i < text.length() ? Character.digit(text.charAt(i), radix) : -1;
            if (digit < 0) {
                return false;
            }
            number = number * radix + digit;
        }
        return start < end && number == wanted;
    }
}
