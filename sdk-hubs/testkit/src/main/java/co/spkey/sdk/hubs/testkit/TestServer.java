package co.spkey.sdk.hubs.testkit;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.retry.RetryPolicy;
import co.spkey.sdk.hubs.HubsClient;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A server for one test, or for one after the other; with a client for each test that asks for one. */
final class TestServer {

    /** Longer than a test takes; waiting for ever would hide why a build hangs. */
    private static final int MOST_MINUTES_OF_WAITING = 10;

    private static final RetryPolicy QUICK = RetryPolicy.builder()
            .baseDelay(Duration.ofMillis(5))
            .maxDelay(Duration.ofMillis(10))
            .build();

    private final ExtensionSettings settings;
    private final String owner;
    private final ReferenceServer server;
    private final ReentrantLock lock = new ReentrantLock();

    /** A test has it from its begin to its end; not a lock of a thread's, since a test may end on another one. */
    private final Semaphore turn;

    private @Nullable HubsClient client;

    /**
     * Starts a server.
     *
     * @param owner whose end is the server's: a test, which has the first turn, or a class
     */
    TestServer(ExtensionSettings settings, String owner) {
        this.settings = settings;
        this.owner = owner;
        this.turn = new Semaphore(settings.perClass() ? 1 : 0);
        ReferenceServer.Builder builder = ReferenceServer.builder();
        settings.server().accept(builder);
        server = builder.start();
    }

    String owner() {
        return owner;
    }

    boolean hasTheSettings(ExtensionSettings others) {
        return settings.sameAs(others);
    }

    ReferenceServer server() {
        return server;
    }

    /** Returns the test's client; made at the first call. */
    HubsClient client() {
        lock.lock();
        try {
            if (client == null) {
                HubsClient.Builder builder = HubsClient.builder()
                        .baseUrl(server.baseUrl())
                        .credentials(CredentialsProvider.of(credentials()))
                        .retryPolicy(QUICK);
                settings.client().accept(builder);
                client = builder.build();
            }
            return client;
        } finally {
            lock.unlock();
        }
    }

    /** A test begins on a server that others have used: waits for its turn. */
    void begin() throws InterruptedException {
        if (!turn.tryAcquire(MOST_MINUTES_OF_WAITING, TimeUnit.MINUTES)) {
            throw new IllegalStateException(
                    "Waited " + MOST_MINUTES_OF_WAITING + " minutes for another test of this class"
                            + " to be done with the server they share; with a server for each test nobody waits");
        }
        server.reset();
    }

    /**
     * A test is at its end: closes its client, then looks at what it did.
     *
     * @param failure what the test failed with, or null
     * @throws AssertionError if the test passed and a check found something
     */
    void end(String test, @Nullable Throwable failure) {
        try {
            closeClient();
            String findings = String.join("\n", new ServerFindings(server, settings.checks()).lines());
            if (failure == null && findings.isEmpty()) {
                return;
            }
            System.err.println("Exchanges of " + test + ":\n" + ExchangeLog.of(server.requests())
                    + (findings.isEmpty() ? "" : "\n" + findings));
            if (failure == null) {
                throw new AssertionError(findings);
            }
        } finally {
            turn.release();
        }
    }

    void close() {
        server.close();
    }

    /** Both kinds, if the server started with both: what a client sends by default (PH-AUTH-03). */
    private Credentials credentials() {
        String key = server.firstApiKey();
        String token = server.firstBearerToken();
        if (key != null && token != null) {
            return Credentials.of(token, key);
        }
        return key != null ? Credentials.apiKey(key) : Credentials.bearerToken(Objects.requireNonNull(token));
    }

    private void closeClient() {
        lock.lock();
        try {
            HubsClient closing = client;
            client = null; // whatever comes of closing it, the next test has another one
            if (closing != null) {
                closing.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
