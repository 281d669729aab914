package co.spkey.sdk.hubs;

import static java.util.concurrent.TimeUnit.SECONDS;

import co.spkey.sdk.core.call.Ticker;
import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.observe.AttemptStarted;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

/** The moments of a call at which it can be given up, each brought about and held for as long as a test wants. */
enum Moment {
    CONNECTING,
    BEFORE_THE_ANSWER,
    IN_THE_BODY,
    PAUSING,
    FETCHING_A_TOKEN,
    IN_A_BLOCKING_PROVIDER;

    /** Sets the scene. */
    Scene scene(Events events) throws IOException {
        return new Scene(this, events);
    }

    /** A server, and a client whose call stands still at the moment. */
    static final class Scene implements AutoCloseable {

        final HubsClient hubs;

        /** A token that a test may let come late. */
        final CompletableFuture<Credentials> token = new CompletableFuture<>();

        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);
        private final List<Closeable> resources = new ArrayList<>();
        private final RawServer server;

        private Scene(Moment moment, Events events) throws IOException {
            server = new RawServer(connection -> {
                connection.readRequest();
                switch (moment) {
                    case IN_THE_BODY -> {
                        connection.write("HTTP/1.1 201 Created\r\nContent-Length: 1000\r\n\r\n{\"success\"");
                        reached.countDown();
                        connection.awaitClientGone();
                    }
                    case PAUSING -> {
                        connection.write(RawServer.answer(503, "{}"));
                        connection.readRequest();
                    }
                    default -> {
                        reached.countDown();
                        connection.awaitClientGone();
                    }
                }
            });
            resources.add(server);
            hubs = new DefaultHubsClient.DefaultBuilder()
                    .ticker(new Noticing())
                    .baseUrl(moment == CONNECTING ? fullBacklog() : server.url())
                    .connectTimeout(Duration.ofSeconds(60))
                    .attemptTimeout(Duration.ofSeconds(60))
                    .callTimeout(Duration.ofSeconds(120))
                    .retryPolicy(RetryPolicy.builder()
                            .baseDelay(Duration.ofMillis(10))
                            .build())
                    .credentials(provider(moment))
                    .listener(event -> {
                        events.on(event);
                        if (moment == CONNECTING && event instanceof AttemptStarted) {
                            reached.countDown();
                        }
                    })
                    .build();
        }

        private CredentialsProvider provider(Moment moment) {
            Credentials credentials = Credentials.apiKey("k");
            return switch (moment) {
                case FETCHING_A_TOKEN ->
                    new CredentialsProvider() {
                        @Override
                        public Credentials credentials() {
                            throw new AssertionError("the future is asked for");
                        }

                        @Override
                        public CompletionStage<Credentials> credentialsAsync(Executor executor) {
                            reached.countDown();
                            return token;
                        }
                    };
                case IN_A_BLOCKING_PROVIDER ->
                    () -> {
                        reached.countDown();
                        try {
                            release.await();
                        } catch (InterruptedException interrupt) {
                            Thread.currentThread().interrupt();
                            throw new IllegalStateException("interrupted", interrupt);
                        }
                        return credentials;
                    };
                default -> CredentialsProvider.of(credentials);
            };
        }

        /** A port whose queue of connections is full, so that another one never comes about. */
        private URI fullBacklog() throws IOException {
            ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            resources.add(listening);
            for (int i = 0; i < 3; i++) {
                Socket filler = new Socket();
                resources.add(filler);
                try {
                    filler.connect(listening.getLocalSocketAddress(), 200);
                } catch (SocketTimeoutException full) {
                    break;
                }
            }
            return URI.create("http://localhost:" + listening.getLocalPort());
        }

        void awaitReached() throws InterruptedException {
            if (!reached.await(20, SECONDS)) {
                throw new AssertionError("the moment did not come");
            }
        }

        /** Lets go what was held: whatever a given-up call still wants to do, it does now. */
        void release() {
            release.countDown();
            token.complete(Credentials.apiKey("late"));
        }

        int requests() {
            return server.requests().size();
        }

        RawServer server() {
            return server;
        }

        @Override
        public void close() throws IOException {
            release();
            hubs.close();
            for (Closeable resource : resources) {
                resource.close();
            }
        }

        /** The system's time; notices when a pause begins. */
        private final class Noticing implements Ticker {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public long beforePause(long nanos) {
                reached.countDown();
                // However short the dice made it, the pause shall last.
                return Duration.ofHours(1).toNanos();
            }
        }
    }
}
