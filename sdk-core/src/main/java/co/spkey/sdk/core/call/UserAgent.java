package co.spkey.sdk.core.call;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who is asking, in the words of RFC 9110 §10.1.5: the application if it has a name, this SDK, the platform. */
final class UserAgent {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern PRODUCT = Pattern.compile(TOKEN + "(/" + TOKEN + ")?");

    private UserAgent() {}

    /**
     * Checks an application's name.
     *
     * @throws IllegalArgumentException if it isn't one product of RFC 9110, such as {@code acme-line/2.1}
     */
    static String application(String nameAndVersion) {
        if (!PRODUCT.matcher(nameAndVersion).matches()) {
            throw new IllegalArgumentException(
                    "application must be a name, or a name and a version after a slash, such as "
                            + "acme-line/2.1, without blanks: \"" + Text.line(nameAndVersion) + "\"");
        }
        return nameAndVersion;
    }

    static String of(@Nullable String application) {
        String sdk = "spkey-sdk-java/" + SdkVersion.VALUE + " Java/" + System.getProperty("java.version", "unknown");
        return application == null ? sdk : application + " " + sdk;
    }
}
