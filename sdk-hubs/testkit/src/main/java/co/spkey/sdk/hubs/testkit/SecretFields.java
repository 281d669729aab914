package co.spkey.sdk.hubs.testkit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Masks the values of header fields that hold secrets. */
final class SecretFields {

    private static final String MASK = "***";

    private static final Set<String> NAMES =
            Set.of("authorization", "proxy-authorization", "x-api-key", "cookie", "set-cookie");

    private SecretFields() {}

    static Map<String, List<String>> mask(Map<String, List<String>> headers) {
        Map<String, List<String>> masked = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> masked.put(
                name,
                NAMES.contains(name.toLowerCase(Locale.ROOT))
                        ? values.stream().map(SecretFields::maskValue).toList()
                        : values));
        return masked;
    }

    /** Masks the secrets of these header fields wherever they stand in a text: a server may echo them. */
    static String maskIn(String text, Map<String, List<String>> headers) {
        String masked = text;
        for (Map.Entry<String, List<String>> field : headers.entrySet()) {
            if (NAMES.contains(field.getKey().toLowerCase(Locale.ROOT))) {
                for (String value : field.getValue()) {
                    String secret = value.substring(value.lastIndexOf(' ') + 1);
                    masked = secret.isEmpty() ? masked : masked.replace(secret, MASK);
                }
            }
        }
        return masked;
    }

    /** Only a scheme that is known to be one is left readable: the first word of anything else may be the secret. */
    private static String maskValue(String value) {
        return value.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length()) ? "Bearer " + MASK : MASK;
    }
}
