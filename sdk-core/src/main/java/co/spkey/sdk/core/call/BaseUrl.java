package co.spkey.sdk.core.call;

import co.spkey.sdk.core.rules.HttpAddress;
import java.net.URI;

/** What every path is appended to; refuses an address that can't be one, or to which secrets should not be sent. */
final class BaseUrl {

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
        HttpAddress.check("base URL", url, insecureHttpAllowed);
        if (url.getRawQuery() != null) {
            // A query may hold a token: it isn't repeated.
            throw new IllegalArgumentException(
                    "base URL refused: it must not have a query: " + HttpAddress.printable(url));
        }
        String text = url.toString();
        while (text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        return new BaseUrl(text);
    }

    /** Whether it is plain http. */
    boolean isCleartext() {
        return text.regionMatches(true, 0, "http:", 0, "http:".length());
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
