package co.spkey.sdk.hubs.testkit;

import java.io.IOException;

/** The exchange ends here: whoever catches it closes the connection, whatever was sent on it. */
final class ConnectionCut extends IOException {

    private static final long serialVersionUID = 1L;

    ConnectionCut(String why) {
        super(why);
    }
}
