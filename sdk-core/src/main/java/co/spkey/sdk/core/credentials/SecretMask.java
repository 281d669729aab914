package co.spkey.sdk.core.credentials;

import co.spkey.sdk.core.rules.ControlCharacters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Takes the secrets that were sent out of what a server says, because it may repeat them. */
final class SecretMask {

    private static final String MASK = "[secret]";
    private static final int LONGEST_LINE = 500;

    private final List<String> secrets;

    SecretMask(List<String> sent) {
        List<String> longestFirst = new ArrayList<>(sent);
        // Should one secret hold another, the longer goes first or its rest would stay.
        longestFirst.sort(Comparator.comparingInt(String::length).reversed());
        secrets = List.copyOf(longestFirst);
    }

    /** Whether a failure, or what it came from, repeats a secret: some of the JDK's quote what a server sent. */
    boolean isIn(Throwable failure) {
        for (Throwable link = failure; link != null; link = link.getCause()) {
            String text = link.toString();
            if (secrets.stream().anyMatch(text::contains)) {
                return true;
            }
        }
        return false;
    }

    /** One line without secrets and control characters, of bounded length; masked before it is cut. */
    String line(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        String line = ControlCharacters.blanked(masked).strip();
        if (line.length() <= LONGEST_LINE) {
            return line;
        }
        boolean splitsPair = Character.isHighSurrogate(line.charAt(LONGEST_LINE - 1));
        return line.substring(0, splitsPair ? LONGEST_LINE - 1 : LONGEST_LINE) + "…";
    }
}
