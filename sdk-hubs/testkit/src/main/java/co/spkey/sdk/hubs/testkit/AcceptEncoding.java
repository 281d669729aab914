package co.spkey.sdk.hubs.testkit;

import java.util.List;
import java.util.Locale;

/** Reads {@code Accept-Encoding} (RFC 9110 §12.5.3): may the answer be compressed with gzip (PH-RES-10)? */
final class AcceptEncoding {

    private AcceptEncoding() {}

    /**
     * Returns whether gzip is allowed: by name, or by {@code *} when it isn't named, with a weight above zero.
     *
     * @param fields all values of the header field
     */
    static boolean allowsGzip(List<String> fields) {
        boolean any = false;
        for (String element : String.join(",", fields).split(",", -1)) {
            String[] parts = element.toLowerCase(Locale.ROOT).split(";", -1);
            String coding = parts[0].strip();
            if (coding.equals("gzip") || coding.equals("x-gzip")) {
                return hasWeight(parts);
            }
            any |= coding.equals("*") && hasWeight(parts);
        }
        return any;
    }

    private static boolean hasWeight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                return !parameter.substring(2).strip().matches("0(\\.0*)?");
            }
        }
        return true;
    }
}
