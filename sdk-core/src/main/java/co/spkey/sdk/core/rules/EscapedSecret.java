package co.spkey.sdk.core.rules;

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

    /** Returns where the secret that begins at the start ends, or less than zero if none does. */
    int end(String text, int start) {
        if (text.startsWith(secret, start)) {
            return start + secret.length();
        }
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
        int escaped = switch (there) {
            case '\\' -> afterBackslashes(wanted, text, at);
            case '%' -> isHex(text, at + 1, at + 3, wanted) ? at + 3 : -1;
            case '&' -> afterEntity(wanted, text, at);
            default -> -1;
        };
        if (escaped >= 0) {
            return escaped;
        }
        return there == wanted ? at + 1 : -1;
    }

    /** One of them escapes; there are several where JSON is within JSON. */
    private static int afterBackslashes(char wanted, String text, int at) {
        if (wanted == '\\') {
            return text.startsWith("\\", at + 1) ? at + 2 : -1;
        }
        int last = at;
        while (last - at < LONGEST_ESCAPE && text.startsWith("\\", last + 1)) {
            last++;
        }
        if (text.startsWith("u", last + 1) && isHex(text, last + 2, last + 6, wanted)) {
            return last + 6;
        }
        return last + 1 < text.length() && text.charAt(last + 1) == wanted ? last + 2 : -1;
    }

    private static int afterEntity(char wanted, String text, int at) {
        for (int end = at + 1; end <= at + LONGEST_ESCAPE && end < text.length(); end++) {
            if (text.charAt(end) == ';') {
                return isEntity(text.substring(at + 1, end), wanted) ? end + 1 : -1;
            }
        }
        return -1;
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
