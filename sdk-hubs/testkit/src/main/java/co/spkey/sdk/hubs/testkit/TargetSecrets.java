package co.spkey.sdk.hubs.testkit;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes the credentials of a target out of what is said about its answers: a provider may echo them. */
final class TargetSecrets {

    private static final String MASK = "***";

    /** The mark that {@link Shown} leaves where it has cut a text. */
    private static final char CUT = '…';

    /** Fewer characters of a secret's beginning tell nothing, and would mask words that only begin like it. */
    private static final int LEAST_PREFIX = 4;

    private final String[] secrets;

    private TargetSecrets(String... secrets) {
        this.secrets = secrets;
    }

    static TargetSecrets of(ContractTarget target) {
        return new TargetSecrets(Stream.of(target.apiKey(), target.bearerToken())
                .filter(Objects::nonNull)
                .toArray(String[]::new));
    }

    /** Masks each secret, in whatever letter case, and the beginning of one that is left over where a text was cut. */
    String mask(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = Pattern.compile(secret, Pattern.LITERAL | Pattern.CASE_INSENSITIVE)
                    .matcher(masked)
                    .replaceAll(Matcher.quoteReplacement(MASK));
            for (int cut = masked.indexOf(CUT); cut >= 0; cut = masked.indexOf(CUT, cut + 1)) {
                int left = prefixBefore(masked, cut, secret);
                if (left > 0) {
                    masked = masked.substring(0, cut - left) + MASK + masked.substring(cut);
                    cut += MASK.length() - left;
                }
            }
        }
        return masked;
    }

    private static int prefixBefore(String text, int end, String secret) {
        for (int length = Math.min(end, secret.length() - 1); length >= LEAST_PREFIX; length--) {
            if (text.regionMatches(true, end - length, secret, 0, length)) {
                return length;
            }
        }
        return 0;
    }
}
