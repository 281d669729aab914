package co.spkey.sdk.hubs.testkit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The hub backend in memory: answers {@code POST /hubs/{id}/ProvisionHub} and {@code GET /hubs/{id}/status} over real
 * sockets as the wire contract says (PH-REQ, PH-AUTH, PH-RES, PH-THING, PH-ERR).
 *
 * <pre>{@code
 * try (ReferenceServer server = ReferenceServer.start()) {
 *     URI url = server.baseUrl();
 *     // point a client at it, with ReferenceServer.DEFAULT_API_KEY
 *     StoredHub hub = server.hubs().find("hub-1");
 * }
 * }</pre>
 *
 * <p><b>Lifecycle.</b> A server starts empty and in milliseconds, and is the starter's to {@linkplain #close() close}. Its
 * threads are daemons: one that was forgotten doesn't keep the JVM alive.
 *
 * <p><b>Where the contract is silent</b> this server decides: each credential that is sent must be valid, and at least one must
 * be sent; internal header fields are answered with 403 in shape E1; an unknown route is 404 with or without credentials; a
 * request body above 1 MiB is answered 413, and the connection closed.
 *
 * <p><b>What the JDK's server does by itself</b>: it sends {@code 100 Continue}, and it refuses what it can't make sense of,
 * with HTML. The answer is 400 to a target that {@link URI} can't read, because of a broken escape or a character that should
 * have been escaped (a bracket, a brace, a quotation mark, a backslash, and others); 404 to one whose path has no slash at its
 * start, such as {@code OPTIONS *}; 400 or 501 to header fields that don't say where the body ends. What it refuses is neither
 * recorded nor judged.
 *
 * <p>So that keep-alive requests don't wait 40 ms each for a delayed acknowledgement, and connections beyond the two hundredth
 * aren't closed behind a client's back, loading this class sets the system properties {@code sun.net.httpserver.nodelay} and
 * {@code sun.net.httpserver.maxIdleConnections} unless they are set already.
 *
 * <p>The contract as a document is at {@value OpenApiDocument#PATH}, without credentials.
 *
 * <p>Thread-safe.
 *
 * @since 1.0
 */
public final class ReferenceServer implements AutoCloseable {

    /** The API key that is accepted unless the builder was given other credentials. */
    public static final String DEFAULT_API_KEY = "test-key";

    /** The bearer token that is accepted unless the builder was given other credentials. */
    public static final String DEFAULT_BEARER_TOKEN = "test-jwt";

    /** Connections that may wait to be accepted: a whole test's worth of clients that connect at once. */
    private static final int BACKLOG = 1024;

    static {
        // the JDK reads them once, when the first server of the JVM is made
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        setUnlessSet("sun.net.httpserver.maxIdleConnections", "10000");
    }

    private final HttpServer http;
    private final ServerThreads threads;
    private final Things things;
    private final Hubs hubs;
    private final AcceptedCredentials credentials;
    private final RecordedRequests requests;
    private final Judge judge;
    private final Faults faults = Faults.none();
    private final AtomicLong resets = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();

    private final InitialState initial;

    /** What {@link #reset()} goes back to. */
    private record InitialState(
            List<String> apiKeys, List<String> bearerTokens, boolean strictThings, List<String> thingNames) {}

    private ReferenceServer(Builder settings) throws IOException {
        initial = settings.initialState();
        credentials = new AcceptedCredentials(settings.clock);
        credentials.reset(initial.apiKeys, initial.bearerTokens);
        things = settings.things;
        hubs = new Hubs(settings.clock);
        requests = new RecordedRequests();
        judge = new Judge(
                () -> things.changes() + credentials.changes() + faults.plan().changes());
        http = HttpServer.create(new InetSocketAddress(settings.address, settings.port), BACKLOG);
        threads = new ServerThreads();
        http.setExecutor(threads);
        Backend backend = new Backend(credentials, hubs, things);
        FaultInjection injection = new FaultInjection(hubs);
        RequestHandler handler =
                new RequestHandler(backend, injection, faults.plan(), requests, judge, settings.listener, resets::get);
        http.createContext("/", handler);
        threads.callOnDaemon(http::start);
    }

    /**
     * Starts a server on a free port of the loopback interface that accepts {@link #DEFAULT_API_KEY} and {@link
     * #DEFAULT_BEARER_TOKEN}.
     *
     * @return the running server, the caller's to close
     * @throws UncheckedIOException if no port can be had
     */
    public static ReferenceServer start() {
        return builder().start();
    }

    /** {@return a builder, for a server with other settings} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return where to point a client: scheme, address and port, without a slash at the end} */
    public URI baseUrl() {
        InetSocketAddress bound = http.getAddress();
        InetAddress address =
                bound.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound.getAddress();
        String host = address.getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort());
    }

    /** {@return the registry of IoT Things} */
    public Things things() {
        return things;
    }

    /** {@return the hubs that were provisioned} */
    public Hubs hubs() {
        return hubs;
    }

    /** {@return the credentials that are accepted} */
    public AcceptedCredentials credentials() {
        return credentials;
    }

    /** {@return what is to go wrong; at first nothing} */
    public Faults faults() {
        return faults;
    }

    /** {@return the requests that arrived} */
    public RecordedRequests requests() {
        return requests;
    }

    /**
     * Returns what clients sent against the wire contract: badly encoded hub ids, header fields that are missing or
     * forbidden, fields of the body that are missing, null or contradict the path (PH-REQ, PH-AUTH), and repeats that the
     * contract rules out: after a 400, 403, 404, 409 or 422 (PH-ERR-06), after a 401 with the same credentials (PH-AUTH-06),
     * before the time that {@code Retry-After} asked for (PH-ERR-02), with other data (PH-ERR-05).
     *
     * <p>The wire doesn't tell a retry from a second call of the application. Taken for a retry is the same command for the
     * same hub with the same credentials, unless {@link #things()}, {@link #credentials()} or {@link #faults()} were changed in
     * between. Requests that the JDK's server refuses by itself are not judged, nor are bodies that weren't read.
     *
     * @return the violations, in the order in which they were found, at most 10 000, with 16 Mi characters of their requests:
     *     those beyond have no header fields and no body; unmodifiable, a copy, empty when everything was in order
     */
    public List<Violation> violations() {
        return judge.violations();
    }

    /**
     * Goes back to the state of the start: no hubs, no faults, no requests, no violations, and the credentials and Things that
     * the builder was given. Requests under way are not waited for; those that haven't been applied yet, because they are
     * delayed for example, never are.
     */
    public void reset() {
        resets.incrementAndGet();
        faults.clear();
        things.reset(initial.strictThings, initial.thingNames);
        credentials.reset(initial.apiKeys, initial.bearerTokens);
        hubs.clear();
        requests.clear();
        judge.clear();
    }

    /** Returns the first API key that the server started with, or null when it started with bearer tokens only. */
    @Nullable
    String firstApiKey() {
        return initial.apiKeys.isEmpty() ? null : initial.apiKeys.get(0);
    }

    /** Returns the first bearer token that the server started with, or null when it started with API keys only. */
    @Nullable
    String firstBearerToken() {
        return initial.bearerTokens.isEmpty() ? null : initial.bearerTokens.get(0);
    }

    /**
     * Stops the server: requests under way are cut off, connections closed, the threads that answered them gone when this
     * returns (the JDK's own timer follows at once), also when the calling thread is interrupted; it still is afterwards. What
     * the server holds can still be looked at. Twice is fine.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            // the JDK's server would forget the interrupt, or stop waiting for its own end
            boolean interrupted = Thread.interrupted();
            try {
                http.stop(0);
                threads.close();
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /**
     * Settings of a server; each has a default. Not thread-safe.
     *
     * @since 1.0
     */
    public static final class Builder {

        private final Things things = new Things();
        private final List<String> apiKeys = new ArrayList<>();
        private final List<String> bearerTokens = new ArrayList<>();
        private InetAddress address = InetAddress.getLoopbackAddress();
        private int port;
        private Clock clock = Clock.systemUTC();
        private BiConsumer<RecordedRequest, Duration> listener = (request, elapsed) -> {};

        private Builder() {}

        /**
         * Sets the port; default 0, any free one.
         *
         * @param port 0 to 65535
         * @return this builder
         * @throws IllegalArgumentException if there is no such port
         */
        public Builder port(int port) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port must be 0 (any free one) to 65535, not " + port);
            }
            this.port = port;
            return this;
        }

        /**
         * Sets the interface to listen on; default loopback, where no other machine can reach the server.
         *
         * @param address the interface's address
         * @return this builder
         */
        public Builder address(InetAddress address) {
            this.address = address;
            return this;
        }

        /**
         * Accepts an API key, and no credentials but those that the builder was given. Can be called more than once.
         *
         * @param key the value of {@code X-API-Key}
         * @return this builder
         * @throws IllegalArgumentException if it is blank
         */
        public Builder apiKey(String key) {
            apiKeys.add(requireNotBlank("apiKey", key));
            return this;
        }

        /**
         * Accepts a bearer token, and no credentials but those that the builder was given. Can be called more than once.
         *
         * @param token what follows {@code Bearer} in {@code Authorization}
         * @return this builder
         * @throws IllegalArgumentException if it is blank
         */
        public Builder bearerToken(String token) {
            bearerTokens.add(requireNotBlank("bearerToken", token));
            return this;
        }

        /**
         * Demands that a hub's Thing is registered, see {@link Things#strict()}.
         *
         * @param registered the names of the Things that are registered from the start
         * @return this builder
         */
        public Builder strictThings(String... registered) {
            things.strict().register(registered);
            return this;
        }

        /**
         * Sets the clock that gives {@code provisionedAt} and decides which credentials have expired; default the system's.
         *
         * @param clock must be thread-safe
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * Sets who is told of each request after it was answered, or its connection cut, and how long that took; default
         * nobody. It is called on the server's threads, so it must be thread-safe and quick; what it throws is lost.
         *
         * @param listener gets the request, secrets masked, and the time from its arrival to the end of its answer
         * @return this builder
         */
        public Builder requestListener(BiConsumer<RecordedRequest, Duration> listener) {
            this.listener = listener;
            return this;
        }

        /**
         * Starts the server. A builder is good for one server.
         *
         * @return the running server, the caller's to close
         * @throws UncheckedIOException if it can't listen there, for example because the port is in use
         */
        public ReferenceServer start() {
            try {
                return new ReferenceServer(this);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "Can't listen on " + address.getHostAddress() + ":" + port + ": " + e.getMessage()
                                + "; choose another port, or 0 for any free one",
                        e);
            }
        }

        private InitialState initialState() {
            boolean given = !apiKeys.isEmpty() || !bearerTokens.isEmpty();
            return new InitialState(
                    given ? List.copyOf(apiKeys) : List.of(DEFAULT_API_KEY),
                    given ? List.copyOf(bearerTokens) : List.of(DEFAULT_BEARER_TOKEN),
                    things.isStrict(),
                    things.names());
        }

        private static String requireNotBlank(String setting, String secret) {
            if (secret.isBlank()) {
                throw new IllegalArgumentException(setting + " is blank; no request can carry it");
            }
            return secret;
        }
    }
}
