package co.spkey.sdk.core.rules;

import java.util.Comparator;
import java.util.List;

/** Takes secrets out of a text of any form: HTML, JSON with other escapes, or cut off within a secret. Immutable. */
public final class EscapedSecrets {

    /** What stands where a secret was. */
    public static final String MASK = "[secret]";

    private final List<EscapedSecret> longestFirst;

    /** Should one secret hold another, the longer goes first or its rest would stay. */
    public EscapedSecrets(List<String> secrets) {
        longestFirst = secrets.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(EscapedSecret::new)
                .toList();
    }

    public boolean areIn(String text) {
        return !masked(text).equals(text);
    }

    public String masked(String text) {
        StringBuilder masked = new StringBuilder();
        int kept = 0;
        for (int start = 0; start < text.length(); start++) {
            int end = end(text, start);
            if (end > start) {
                masked.append(text, kept, start).append(MASK);
                kept = end;
                start = end - 1;
            }
        }
        return kept == 0 ? text : masked.append(text, kept, text.length()).toString();
    }

    private int end(String text, int start) {
        for (EscapedSecret secret : longestFirst) {
            int end = secret.end(text, start);
            if (end > start) {
                return end;
            }
        }
        return -1;
    }
}
