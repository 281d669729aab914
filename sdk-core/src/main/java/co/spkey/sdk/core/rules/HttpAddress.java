package co.spkey.sdk.core.rules;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which addresses secrets may be sent to. */
public final class HttpAddress {

    private static final String LOOPBACK_V4 = "127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}";

    private HttpAddress() {}

    /**
     * Accepts an absolute https address, or http on this machine itself, without user info and fragment.
     *
     * @param what what the address is called, for the message
     * @param insecureHttpAllowed whether http to other machines is fine
     * @throws IllegalArgumentException saying what is wrong; neither user info nor query is repeated, they may be secret
     */
    public static void check(String what, URI url, boolean insecureHttpAllowed) {
        if (hasUserInfo(url)) {
            throw new IllegalArgumentException(what + " refused: it must not carry user info (user:password@)");
        }
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw refused(what, "it must be absolute and begin with https:// or http://", url);
        }
        if (url.getHost() == null) {
            throw refused(what, "it has no readable host name", url);
        }
        if (url.getRawFragment() != null) {
            throw refused(what, "it must not have a fragment", url);
        }
        if (scheme.equals("http") && !insecureHttpAllowed && !isLoopback(url.getHost())) {
            throw refused(
                    what,
                    "plain http would send the credentials readable for all; use https, or allowInsecureHttp()",
                    url);
        }
    }

    /** Returns the address without what may be secret in it. */
    public static String printable(URI url) {
        if (url.isOpaque() || url.getRawAuthority() == null) {
            return url.getScheme() == null ? String.valueOf(url.getRawPath()) : url.getScheme() + ":…";
        }
        return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
    }

    /** A host that {@link URI} can't read hides the user info from it as well. */
    private static boolean hasUserInfo(URI url) {
        return url.getRawUserInfo() != null
                || (url.getRawAuthority() != null && url.getRawAuthority().indexOf('@') >= 0);
    }

    /** By name or literal only: a look-up could be answered by anyone. */
    private static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.equals("[::1]")
                || name.equals("[0:0:0:0:0:0:0:1]")
                || Pattern.matches(LOOPBACK_V4, name);
    }

    private static IllegalArgumentException refused(String what, String why, URI url) {
        return new IllegalArgumentException(what + " refused: " + why + ": " + printable(url));
    }
}
