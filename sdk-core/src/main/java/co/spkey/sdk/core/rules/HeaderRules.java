package co.spkey.sdk.core.rules;

import java.util.Locale;
import java.util.Set;

/** Which header fields a caller may add: well-formed ones (RFC 9110 §5) that nobody else is responsible for. */
public final class HeaderRules {

    private static final Set<String> FORBIDDEN_BY_CONTRACT =
            Set.of("x-org-id", "x-user-id", "x-user-email", "x-is-admin", "x-super-access");

    private static final Set<String> SET_BY_CLIENT =
            Set.of("authorization", "x-api-key", "content-type", "accept", "accept-encoding", "user-agent");

    /** What the JDK refuses with a message that may repeat the value, and what frames a message. */
    private static final Set<String> SET_BY_TRANSPORT =
            Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding", "te", "trailer");

    private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

    private HeaderRules() {}

    /**
     * Accepts a field that a caller may add.
     *
     * @throws IllegalArgumentException if the name or value isn't well-formed, or the field isn't the caller's to set
     */
    public static void check(String name, String value) {
        if (name.isEmpty() || !name.chars().allMatch(HeaderRules::isTokenCharacter)) {
            throw new IllegalArgumentException("not a header name: \"" + printable(name) + "\"");
        }
        String known = name.toLowerCase(Locale.ROOT);
        if (FORBIDDEN_BY_CONTRACT.contains(known)) {
            throw new IllegalArgumentException(
                    "header " + name + " is internal to the backend and must not be sent (PH-AUTH-05)");
        }
        if (SET_BY_CLIENT.contains(known)) {
            throw new IllegalArgumentException("header " + name + " is set by the client itself"
                    + (known.equals("authorization") || known.equals("x-api-key") ? "; use credentials(…)" : "")
                    + (known.equals("user-agent") ? "; use application(…)" : ""));
        }
        if (SET_BY_TRANSPORT.contains(known)) {
            throw new IllegalArgumentException("header " + name + " is set by the HTTP transport");
        }
        if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c <= '~'))) {
            // The value stays out of the message: it may be a secret.
            throw new IllegalArgumentException(
                    "the value of header " + name + " holds a line break or a character that is not ASCII");
        }
    }

    private static boolean isTokenCharacter(int c) {
        return (c >= '0' && c <= '9')
                || (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || TOKEN_SYMBOLS.indexOf(c) >= 0;
    }

    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }
}
