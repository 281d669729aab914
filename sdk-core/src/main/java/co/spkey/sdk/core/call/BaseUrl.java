package co.spkey.sdk.core.call;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** What every path is appended to; refuses an address that can't be one, or to which secrets should not be sent. */
final class BaseUrl {

    private static final Pattern LOOPBACK_V4 = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

    private final String text;

    private BaseUrl(String text) {
        this.text = text;
    }

    /**
     * Checks an address.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static BaseUrl of(URI url, boolean insecureHttpAllowed) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw refused(url, "it must be absolute and begin with https:// or http://");
        }
        if (url.getRawUserInfo() != null || hasUserInfo(url)) {
            // The user info may be a password: not even the address is repeated.
            throw new IllegalArgumentException("base URL refused: it must not carry user info (user:password@)");
        }
        if (url.getHost() == null) {
            throw refused(url, "it has no readable host name");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            // A query may hold a token: it isn't repeated.
            throw new IllegalArgumentException("base URL refused: it must have neither query nor fragment: "
                    + url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath());
        }
        if (scheme.equals("http") && !insecureHttpAllowed && !isLoopback(url.getHost())) {
            throw refused(
                    url, "plain http would send the credentials readable for all; use https, or allowInsecureHttp()");
        }
        String text = url.toString();
        while (text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        return new BaseUrl(text);
    }

    /** A host that {@link URI} can't read hides the user info from it as well. */
    private static boolean hasUserInfo(URI url) {
        return url.getRawAuthority() != null && url.getRawAuthority().indexOf('@') >= 0;
    }

    /** By name or literal only: a look-up could be answered by anyone. */
    private static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.equals("[::1]")
                || name.equals("[0:0:0:0:0:0:0:1]")
                || LOOPBACK_V4.matcher(name).matches();
    }

    private static IllegalArgumentException refused(URI url, String why) {
        return new IllegalArgumentException("base URL refused: " + why + ": " + url);
    }

    /** Returns the address of a path that begins with a slash. */
    URI resolve(String path) {
        return URI.create(text + path);
    }

    @Override
    public String toString() {
        return text;
    }
}
