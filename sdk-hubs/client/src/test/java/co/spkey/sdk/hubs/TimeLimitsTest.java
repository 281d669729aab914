package co.spkey.sdk.hubs;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.spkey.sdk.core.CallOptions;
import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.error.CallTimeoutException;
import co.spkey.sdk.core.error.ConnectionException;
import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.core.error.ServerException;
import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits, in real time: what they cut short, and what is said of it. */
@Timeout(60)
class TimeLimitsTest {

    private static final CallOptions HASTY = CallOptions.builder()
            .attemptTimeout(Duration.ofMillis(900))
            .retryPolicy(RetryPolicy.none())
            .build();

    private static HubsClient client(RawServer server) {
        return HubsClient.builder()
                .baseUrl(server.url())
                .credentials(CredentialsProvider.of(Credentials.apiKey("k")))
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void ofAnAttemptEndOneThatGetsNoAnswer(CallPath path) throws Exception {
        try (RawServer server = new RawServer(connection -> {
                    connection.readRequest();
                    connection.awaitClientGone();
                });
                HubsClient hubs = client(server)) {
            CallTimeoutException failure =
                    catchThrowableOfType(CallTimeoutException.class, () -> path.provision(hubs, Stub.REQUEST, HASTY));

            assertThat(failure).hasMessageContaining("no answer from").hasMessageContaining("limit of 900 ms");
            assertThat(failure.outcomeUnknown()).isTrue();
            assertThat(failure.elapsed()).isBetween(Duration.ofMillis(150), Duration.ofSeconds(20));
            assertThat(server.connection(1).clientGone().await(20, SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofAnAttemptEndOneWhoseBodyStalls(CallPath path) throws Exception {
        try (RawServer server = new RawServer(connection -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 201 Created\r\nContent-Length: 1000\r\n\r\n{\"success\":true");
                    connection.awaitClientGone();
                });
                HubsClient hubs = client(server)) {
            CallTimeoutException failure =
                    catchThrowableOfType(CallTimeoutException.class, () -> path.provision(hubs, Stub.REQUEST, HASTY));

            assertThat(failure).hasMessageContaining("the answer's body stalled");
            assertThat(failure.outcomeUnknown()).isTrue();
            assertThat(server.connection(1).clientGone().await(20, SECONDS))
                    .as("the client has closed the connection")
                    .isTrue();
        }
    }

    /** A client knows its HTTP client better after the first exchange, and takes a shorter way to its limits then. */
    @ParameterizedTest
    @CsvSource({
        "BLOCKING, '', no answer from",
        "ASYNC, '', no answer from",
        "BLOCKING, '{', the answer's body stalled",
        "ASYNC, '{', the answer's body stalled"
    })
    void ofAnAttemptHoldForLaterCallsToo(CallPath path, String begunWith, String what) throws Exception {
        String stalling = begunWith.isEmpty() ? "" : "HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\n" + begunWith;
        try (RawServer server = new RawServer(connection -> {
                    connection.readRequest();
                    if (connection.number() == 1) {
                        connection.write(RawServer.answer(201, Stub.CREATED));
                        connection.readRequest();
                    }
                    connection.write(stalling);
                    connection.awaitClientGone();
                });
                HubsClient hubs = client(server)) {
            path.provision(hubs, Stub.REQUEST, HASTY);
            for (int call = 1; call <= 2; call++) {
                CallTimeoutException failure = catchThrowableOfType(
                        CallTimeoutException.class, () -> path.provision(hubs, Stub.REQUEST, HASTY));

                assertThat(failure).hasMessageContaining(what).hasMessageContaining("limit of 900 ms");
                assertThat(failure.outcomeUnknown()).isTrue();
                assertThat(server.connection(call).clientGone().await(20, SECONDS))
                        .as("the client has closed connection %d", call)
                        .isTrue();
            }
        }
    }

    /** One byte at a time keeps any idle limit happy. */
    @ParameterizedTest
    @EnumSource
    void ofAnAttemptEndOneWhoseBodyTrickles(CallPath path) throws Exception {
        try (RawServer server = new RawServer(connection -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 201 Created\r\nContent-Length: 100000\r\n\r\n");
                    while (!connection.clientGone().await(20, MILLISECONDS)) {
                        connection.write(" ");
                    }
                });
                HubsClient hubs = client(server)) {
            assertThat(catchThrowableOfType(
                            CallTimeoutException.class, () -> path.provision(hubs, Stub.REQUEST, HASTY)))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofTheCallCountTheFetchingOfAToken(CallPath path) throws Exception {
        CompletableFuture<Credentials> never = new CompletableFuture<>();
        CredentialsProvider stalling = giving(never);
        try (Stub stub = new Stub();
                HubsClient hubs = stub.client()
                        .credentials(stalling)
                        .callTimeout(Duration.ofMillis(200))
                        .build()) {
            CallTimeoutException failure =
                    catchThrowableOfType(CallTimeoutException.class, () -> path.provision(hubs, Stub.REQUEST));

            assertThat(failure).hasMessageContaining("the credentials did not come within the call's limit");
            assertThat(failure.attempts()).isZero();
            assertThat(failure.outcomeUnknown()).isFalse();
            assertThat(never).isCancelled();
            assertThat(stub.requests()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofTheCallGiveTheLastAttemptWhatIsLeft(CallPath path) throws Exception {
        try (RawServer server = new RawServer(connection -> {
                    connection.readRequest();
                    if (connection.number() == 1) {
                        connection.write("HTTP/1.1 503 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                        return;
                    }
                    connection.awaitClientGone();
                });
                HubsClient hubs = HubsClient.builder()
                        .baseUrl(server.url())
                        .credentials(CredentialsProvider.of(Credentials.apiKey("k")))
                        .attemptTimeout(Duration.ofMinutes(5))
                        .callTimeout(Duration.ofSeconds(3))
                        .retryPolicy(RetryPolicy.builder()
                                .baseDelay(Duration.ofMillis(10))
                                .build())
                        .build()) {
            CallTimeoutException failure =
                    catchThrowableOfType(CallTimeoutException.class, () -> path.provision(hubs, Stub.REQUEST));

            assertThat(failure.attempts()).isEqualTo(2);
            assertThat(failure.elapsed()).isBetween(Duration.ofMillis(2900), Duration.ofSeconds(20));
            assertThat(failure)
                    .hasMessageContaining("that were left of the call's limit")
                    .hasMessageMatching(".*; the next attempt exceeds the \\d.*");
            assertThat(failure.getSuppressed()).hasSize(1).hasOnlyElementsOfType(ServerException.class);
        }
    }

    /** Waits are random, so many calls: whatever the dice say, none waits beyond its limit. */
    @ParameterizedTest
    @EnumSource
    void ofTheCallAreNeverPassedByWaiting(CallPath path) throws Exception {
        SkippingTicker time = new SkippingTicker();
        Duration limit = Duration.ofSeconds(20);
        try (RawServer server = new RawServer(connection -> {
                    while (true) {
                        connection.readRequest();
                        connection.write(RawServer.answer(503, "{}"));
                    }
                });
                HubsClient hubs = Stub.client(time)
                        .baseUrl(server.url())
                        .callTimeout(limit)
                        .retryPolicy(RetryPolicy.builder()
                                .maxAttempts(20)
                                .baseDelay(Duration.ofSeconds(10))
                                .maxDelay(Duration.ofSeconds(10))
                                .build())
                        .build()) {
            for (int i = 0; i < 15; i++) {
                int before = time.pauses().size();
                SpkeyException failure =
                        catchThrowableOfType(SpkeyException.class, () -> path.provision(hubs, Stub.REQUEST));
                Duration waited = time.pauses().stream().skip(before).reduce(Duration.ZERO, Duration::plus);

                assertThat(waited).isLessThan(limit);
                // The dice may leave the last attempt a millisecond, which is too little.
                assertThat(failure).isInstanceOfAny(ServerException.class, CallTimeoutException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofTheCallLeaveNothingToALateToken(CallPath path) {
        SkippingTicker time = new SkippingTicker();
        try (Stub stub = new Stub().answer(201, Stub.CREATED);
                HubsClient hubs = Stub.client(time)
                        .baseUrl(stub.server.url("/").uri())
                        .credentials(() -> {
                            assertThat(time.beforePause(Duration.ofSeconds(31).toNanos()))
                                    .isZero();
                            return Credentials.apiKey("late");
                        })
                        .build()) {
            SpkeyException failure =
                    catchThrowableOfType(SpkeyException.class, () -> path.provision(hubs, Stub.REQUEST));

            assertThat(failure).isInstanceOf(CallTimeoutException.class);
            assertThat(failure.attempts()).isZero();
            assertThat(stub.requests()).isZero();
        }
    }

    @Test
    void ofTheCallLeaveNoThreadInAProviderThatBlocks() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        try (RawServer server = new RawServer(connection -> {});
                HubsClient hubs = HubsClient.builder()
                        .baseUrl(server.url())
                        .callTimeout(Duration.ofMillis(200))
                        .credentials(() -> {
                            try {
                                new CountDownLatch(1).await(30, SECONDS);
                                interrupted.complete(false);
                            } catch (InterruptedException end) {
                                interrupted.complete(true);
                            }
                            return Credentials.apiKey("late");
                        })
                        .build()) {
            assertThat(hubs.provisionAsync(Stub.REQUEST))
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .withCauseInstanceOf(CallTimeoutException.class);
            assertThat(interrupted.get(20, SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void areNotToBlameWhenTheProviderFails(CallPath path) {
        try (Stub stub = new Stub();
                HubsClient hubs = stub.client()
                        .credentials(() -> {
                            throw new IllegalStateException("vault sealed: s3cret");
                        })
                        .build()) {
            CredentialsException failure =
                    catchThrowableOfType(CredentialsException.class, () -> path.provision(hubs, Stub.REQUEST));

            assertThat(failure).hasMessageContaining("IllegalStateException").hasMessageNotContaining("s3cret");
            assertThat(failure.getCause()).isInstanceOf(IllegalStateException.class);
            assertThat(failure.attempts()).isZero();
        }
    }

    /** The JDK takes the interrupt away where it is what ends the waiting; foreign code leaves it where it is. */
    @Test
    void ofAnAttemptLeaveNoInterruptBehind() throws Exception {
        ProxySelector slow = new SlowProxySelector(() -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        });
        try (RawServer server = new RawServer(RawServer.Connection::awaitClientGone);
                HubsClient hubs = client(server);
                HubsClient behindProxy = client(server, slow)) {
            assertThat(catchThrowable(() -> hubs.provision(Stub.REQUEST, HASTY)))
                    .isInstanceOf(CallTimeoutException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();

            ConnectionException failure =
                    catchThrowableOfType(ConnectionException.class, () -> behindProxy.provision(Stub.REQUEST, HASTY));
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(failure.outcomeUnknown()).isFalse();
        }
    }

    @Test
    void ofAnAttemptHoldAlsoWhereForeignCodeSwallowsInterrupts() throws Exception {
        AtomicInteger swallowed = new AtomicInteger();
        ProxySelector stubborn = new SlowProxySelector(() -> {
            swallowed.incrementAndGet();
            if (isInterruptedWithin(Duration.ofSeconds(20))) {
                swallowed.incrementAndGet();
            }
        });
        try (RawServer server = new RawServer(RawServer.Connection::readRequest);
                HubsClient hubs = client(server, stubborn)) {
            ConnectionException failure =
                    catchThrowableOfType(ConnectionException.class, () -> hubs.provision(Stub.REQUEST, HASTY));

            assertThat(swallowed).hasValue(2);
            assertThat(failure.outcomeUnknown()).isFalse();
        }
    }

    /** A name service that answers late, for example, while there is a connection. */
    @Test
    void ofAnAttemptHaveNothingSentAfterThem() throws Exception {
        AtomicBoolean slow = new AtomicBoolean();
        ProxySelector late = new SlowProxySelector(() -> {}) {
            @Override
            public List<Proxy> select(URI uri) {
                return slow.get() ? super.select(uri) : List.of(Proxy.NO_PROXY);
            }
        };
        try (RawServer server = new RawServer(connection -> {
                    while (true) {
                        connection.readRequest();
                        connection.write(RawServer.answer(201, Stub.CREATED));
                    }
                });
                HubsClient hubs = client(server, late)) {
            hubs.provision(Stub.REQUEST);
            slow.set(true);
            SpkeyException failure =
                    catchThrowableOfType(SpkeyException.class, () -> hubs.provision(Stub.REQUEST, HASTY));
            slow.set(false);

            assertThat(failure.outcomeUnknown()).isFalse();
            hubs.provision(Stub.REQUEST);
            assertThat(server.requests().stream().filter(request -> request.contains("SN-1")))
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofTheCallHoldAlsoWhereAProvidersFutureThrowsAtItsCancelling(CallPath path) {
        CompletableFuture<Credentials> theirs = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean interrupt) {
                throw new IllegalStateException("theirs");
            }
        };
        CredentialsProvider provider = giving(theirs);
        try (Stub stub = new Stub();
                HubsClient hubs = stub.client().credentials(provider).build()) {
            CallOptions hasty =
                    CallOptions.builder().callTimeout(Duration.ofMillis(300)).build();
            assertThat(catchThrowable(() -> path.provision(hubs, Stub.REQUEST, hasty)))
                    .isInstanceOf(SpkeyException.class)
                    .hasMessageContaining("300 ms");
        }
    }

    private static CredentialsProvider giving(CompletableFuture<Credentials> future) {
        return new CredentialsProvider() {
            @Override
            public Credentials credentials() {
                throw new AssertionError("the future is asked for");
            }

            @Override
            public CompletionStage<Credentials> credentialsAsync(Executor executor) {
                return future;
            }
        };
    }

    private static HubsClient client(RawServer server, ProxySelector proxies) {
        return HubsClient.builder()
                .baseUrl(server.url())
                .credentials(CredentialsProvider.of(Credentials.apiKey("k")))
                .configureHttpClient(http -> http.proxy(proxies))
                .build();
    }

    /** Runs on the calling thread, which is interrupted at the limit, and chooses nothing before that. */
    private static class SlowProxySelector extends ProxySelector {

        private final Runnable whenInterrupted;

        SlowProxySelector(Runnable whenInterrupted) {
            this.whenInterrupted = whenInterrupted;
        }

        @Override
        public List<Proxy> select(URI uri) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException atTheLimit) {
                whenInterrupted.run();
            }
            return List.of(Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
    }

    /** Such a thread may run other tasks while it waits for the answer, whose interrupt it would be. */
    @Test
    void ofAnAttemptDisturbNoOtherTaskOfAForkJoinThread() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(1);
        try (RawServer server = new RawServer(RawServer.Connection::awaitClientGone);
                HubsClient hubs = client(server)) {
            CompletableFuture<Boolean> disturbed = pool.submit(() -> {
                        CompletableFuture<Boolean> other =
                                CompletableFuture.supplyAsync(() -> isInterruptedWithin(Duration.ofSeconds(2)), pool);
                        assertThat(catchThrowable(() -> hubs.provision(Stub.REQUEST, HASTY)))
                                .isInstanceOf(CallTimeoutException.class);
                        return other;
                    })
                    .get(20, SECONDS);

            assertThat(disturbed.get(20, SECONDS)).isFalse();
        } finally {
            pool.shutdownNow();
        }
    }

    private static boolean isInterruptedWithin(Duration time) {
        try {
            return new CountDownLatch(1).await(time.toMillis(), MILLISECONDS);
        } catch (InterruptedException disturbed) {
            return true;
        }
    }
}
