package co.spkey.sdk.hubs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.error.RateLimitedException;
import co.spkey.sdk.core.error.ServerException;
import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many calls at once: the budget of their retries, and the threads they don't hold. */
@Timeout(300)
class ManyCallsTest {

    private static RawServer answering(AtomicInteger status, String headers) {
        return new RawServer(connection -> {
            while (true) {
                connection.readRequest();
                int now = status.get();
                String body = now == 201 ? Stub.CREATED : "{}";
                connection.write("HTTP/1.1 " + now + " X\r\n" + headers + "Content-Length: "
                        + body.getBytes(US_ASCII).length + "\r\n\r\n" + body);
            }
        });
    }

    private static List<Throwable> all(CallPath path, HubsClient hubs, int calls) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(50);
        try {
            List<Future<Throwable>> ends = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                ends.add(callers.submit(() -> catchThrowable(() -> path.provision(hubs, Stub.REQUEST))));
            }
            List<Throwable> failures = new ArrayList<>();
            for (Future<Throwable> end : ends) {
                failures.add(end.get(60, SECONDS));
            }
            return failures;
        } finally {
            callers.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendNoMoreThanFirstAttemptsAndWhatTheBudgetPays(CallPath path) throws Exception {
        AtomicInteger status = new AtomicInteger(503);
        try (RawServer server = answering(status, "");
                HubsClient hubs = Stub.client(new SkippingTicker())
                        .baseUrl(server.url())
                        .callTimeout(Duration.ofDays(1))
                        // By the JDK's own clock: under load fifty connections at once take their time.
                        .connectTimeout(Duration.ofMinutes(2))
                        // The pauses of all calls move the one clock on: no limit may come near.
                        .attemptTimeout(Duration.ofDays(1))
                        .retryPolicy(RetryPolicy.builder().budget(100).build())
                        .build()) {
            List<Throwable> failures = all(path, hubs, 200);

            int paid = 100 / 5; // A retry's cost.
            assertThat(server.requests()).hasSize(200 + paid);
            assertThat(failures).hasSize(200).hasOnlyElementsOfType(ServerException.class);
            assertThat(failures)
                    .filteredOn(failure -> String.valueOf(failure.getMessage())
                            .contains("exceeds the client's remaining retry budget"))
                    .hasSizeGreaterThanOrEqualTo(200 - paid)
                    .allSatisfy(failure ->
                            assertThat(failure).hasMessageContaining("costs 5").hasMessageContaining("/100"));

            // Recovery: each success at the first attempt puts one token back, five make a retry.
            status.set(201);
            assertThat(all(path, hubs, 5)).containsOnlyNulls();
            status.set(503);
            int before = server.requests().size();
            assertThatThrownBy(() -> path.provision(hubs, Stub.REQUEST)).isInstanceOf(ServerException.class);
            assertThat(server.requests().size() - before).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void drainNoBudgetWhereTheServerSaidWhenToComeBackAndSpreadOut(CallPath path) throws Exception {
        SkippingTicker time = new SkippingTicker();
        try (RawServer server = answering(new AtomicInteger(429), "Retry-After: 1\r\n");
                HubsClient hubs = Stub.client(time)
                        .baseUrl(server.url())
                        .callTimeout(Duration.ofDays(1))
                        // By the JDK's own clock: under load fifty connections at once take their time.
                        .connectTimeout(Duration.ofMinutes(2))
                        // The pauses of all calls move the one clock on: no limit may come near.
                        .attemptTimeout(Duration.ofDays(1))
                        .retryPolicy(RetryPolicy.builder().budget(0).build())
                        .build()) {
            assertThat(all(path, hubs, 50)).hasOnlyElementsOfType(RateLimitedException.class);

            assertThat(server.requests()).hasSize(50 * 4);
            assertThat(time.pauses())
                    .hasSize(150)
                    .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1200)));
            assertThat(time.pauses().stream().distinct().count()).isGreaterThan(50);
        }
    }

    /** What a call waits for, here its token, holds no thread. */
    @Test
    void holdNoThreadWhileTenThousandWait() throws Exception {
        int calls = 10_000;
        Queue<CompletableFuture<Credentials>> tokens = new ConcurrentLinkedQueue<>();
        CredentialsProvider provider = new CredentialsProvider() {
            @Override
            public Credentials credentials() {
                throw new AssertionError("the future is asked for");
            }

            @Override
            public CompletionStage<Credentials> credentialsAsync(Executor executor) {
                CompletableFuture<Credentials> token = new CompletableFuture<>();
                tokens.add(token);
                return token;
            }
        };
        Semaphore inFlight = new Semaphore(200);
        AtomicInteger created = new AtomicInteger();
        List<SpkeyException> failures = new CopyOnWriteArrayList<>();
        try (RawServer server = answering(new AtomicInteger(201), "");
                HubsClient hubs = HubsClient.builder()
                        .baseUrl(server.url())
                        .credentials(provider)
                        .connectTimeout(Duration.ofMinutes(2))
                        .callTimeout(Duration.ofMinutes(5))
                        .attemptTimeout(Duration.ofMinutes(2))
                        .build()) {
            int before = Thread.activeCount();
            List<CompletableFuture<?>> ends = new ArrayList<>(calls);
            for (int i = 0; i < calls; i++) {
                ends.add(hubs.provisionAsync(Stub.REQUEST).handle((response, failure) -> {
                    inFlight.release();
                    if (failure instanceof SpkeyException known) {
                        failures.add(known);
                    } else {
                        created.incrementAndGet();
                    }
                    return null;
                }));
            }
            assertThat(tokens).hasSize(calls);
            assertThat(Thread.activeCount() - before)
                    .as("threads while all wait")
                    .isLessThan(20);

            for (CompletableFuture<Credentials> token : tokens) {
                inFlight.acquire();
                token.complete(Credentials.apiKey("k"));
            }
            CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).get(200, SECONDS);

            assertThat(failures).isEmpty();
            assertThat(created).hasValue(calls);
        }
    }

    /** All at once on the wire, the answers held back until the last request is there. */
    @Test
    void holdNoThreadWhileAThousandAwaitTheirAnswers() throws Exception {
        int calls = 1_000;
        AtomicInteger arrived = new AtomicInteger();
        List<RawServer.Connection> waiting = new CopyOnWriteArrayList<>();
        try (RawServer server = new RawServer(connection -> {
                    connection.readRequest();
                    waiting.add(connection);
                    arrived.incrementAndGet();
                    connection.awaitClientGone();
                });
                HubsClient hubs = HubsClient.builder()
                        .baseUrl(server.url())
                        .credentials(CredentialsProvider.of(Credentials.apiKey("k")))
                        .connectTimeout(Duration.ofMinutes(1))
                        .callTimeout(Duration.ofMinutes(5))
                        .attemptTimeout(Duration.ofMinutes(2))
                        .build()) {
            List<CompletableFuture<ProvisionHubResponse>> ends = new ArrayList<>(calls);
            for (int i = 0; i < calls; i++) {
                ends.add(hubs.provisionAsync(Stub.REQUEST));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> arrived.get() == calls);
            // Those of other tests may still be ending, and those that began the calls are idle for a while.
            await().atMost(Duration.ofSeconds(60)).until(() -> clientThreads() < 20);
            for (RawServer.Connection connection : waiting) {
                connection.write(RawServer.answer(201, Stub.CREATED));
            }
            for (CompletableFuture<ProvisionHubResponse> end : ends) {
                assertThat(end.get(60, SECONDS).metadata().attempts()).isEqualTo(1);
            }
        }
    }

    /** The JDK starts one for each where the common pool has no parallelism, as on two processors. */
    @Test
    void startNoThreadForEachAnswer() throws Exception {
        int calls = 300;
        try (RawServer server = answering(new AtomicInteger(201), "");
                HubsClient hubs = HubsClient.builder()
                        .baseUrl(server.url())
                        .credentials(CredentialsProvider.of(Credentials.apiKey("k")))
                        .build()) {
            hubs.provisionAsync(Stub.REQUEST).get(60, SECONDS);
            long before = ManagementFactory.getThreadMXBean().getTotalStartedThreadCount();
            for (int i = 0; i < calls; i++) {
                hubs.provisionAsync(Stub.REQUEST).get(60, SECONDS);
            }
            assertThat(ManagementFactory.getThreadMXBean().getTotalStartedThreadCount() - before)
                    .isLessThan(calls / 2);
        }
    }

    private static long clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("spkey-"))
                .count();
    }
}
