package co.spkey.sdk.core.rules;

import java.net.http.HttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes an {@link HttpClient} of the SDK's own. Before JDK 21 none can be closed: it ends once nothing refers to it. */
public final class HttpClientClosing {

    private static final Logger LOG = LoggerFactory.getLogger(HttpClientClosing.class);

    /** How long it may take, when all calls are over. */
    private static final long MOST_MILLIS = 2_000;

    private HttpClientClosing() {}

    /**
     * Waits until the client is closed, but not for ever: the JDK waits for every exchange, and one that a name service
     * holds up may never end.
     */
    public static void close(HttpClient client) {
        if (!(client instanceof AutoCloseable closeable)) {
            return;
        }
        Thread closing = new Thread(null, () -> closeQuietly(closeable), "spkey-http-closing", 0, false);
        closing.setDaemon(true);
        try {
            closing.start();
        } catch (OutOfMemoryError noThread) {
            return; // It ends once nothing refers to it.
        }
        boolean interrupted = Thread.interrupted() || isInterruptedWhileJoining(closing);
        closing.interrupt(); // By which it ends them.
        if (isInterruptedWhileJoining(closing) || interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isInterruptedWhileJoining(Thread closing) {
        try {
            closing.join(MOST_MILLIS);
            return false;
        } catch (InterruptedException stopWaiting) {
            return true;
        }
    }

    private static void closeQuietly(AutoCloseable client) {
        try {
            client.close();
        } catch (Exception unforeseen) {
            LOG.warn("An HTTP client could not be closed", unforeseen);
        }
    }
}
