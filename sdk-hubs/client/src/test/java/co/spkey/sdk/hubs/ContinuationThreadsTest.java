package co.spkey.sdk.hubs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.core.observe.AttemptEnded;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** On which threads the continuations of asynchronous calls run. */
@SuppressWarnings("try") // Closing early is part of what is tested.
class ContinuationThreadsTest {

    private static final String OWN = "spkey-async-\\d+";

    /** The ways a call comes to its end. */
    enum End {
        SUCCESS,
        ERROR,
        RETRIED,
        ATTEMPT_OUT_OF_TIME,
        BODY_OUT_OF_TIME,
        TOKEN_OUT_OF_TIME,
        LOST,
        CLOSED
    }

    private final CountDownLatch requested = new CountDownLatch(1);
    /** Until the continuation is there no answer comes: otherwise it might run where it is added. */
    private volatile CountDownLatch added = new CountDownLatch(0);

    private RawServer server(End end) {
        return new RawServer(connection -> {
            while (true) {
                connection.readRequest();
                requested.countDown();
                StubHubs.await(added);
                switch (end) {
                    case SUCCESS, TOKEN_OUT_OF_TIME -> connection.write(RawServer.answer(201, Stub.CREATED));
                    case ERROR -> connection.write(RawServer.answer(400, "{}"));
                    case RETRIED, CLOSED -> connection.write(RawServer.answer(503, "{}"));
                    case BODY_OUT_OF_TIME -> {
                        connection.write("HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\n{");
                        connection.awaitClientGone();
                    }
                    case ATTEMPT_OUT_OF_TIME -> connection.awaitClientGone();
                    case LOST -> connection.reset();
                }
            }
        });
    }

    private HubsClient.Builder client(End end, RawServer server) {
        CompletableFuture<Credentials> never = new CompletableFuture<>();
        HubsClient.Builder builder = HubsClient.builder()
                .baseUrl(server.url())
                .credentials(CredentialsProvider.of(Credentials.apiKey("k")))
                .retryPolicy(RetryPolicy.builder()
                        .maxAttempts(2)
                        .baseDelay(Duration.ofMillis(5))
                        .maxDelay(Duration.ofMillis(5))
                        .build());
        return switch (end) {
            case ATTEMPT_OUT_OF_TIME, BODY_OUT_OF_TIME -> builder.attemptTimeout(Duration.ofMillis(300));
            case CLOSED ->
                builder.retryPolicy(RetryPolicy.builder()
                        .baseDelay(Duration.ofSeconds(20))
                        .maxDelay(Duration.ofSeconds(20))
                        .build());
            case TOKEN_OUT_OF_TIME ->
                builder.callTimeout(Duration.ofMillis(300)).credentials(new CredentialsProvider() {
                    @Override
                    public Credentials credentials() {
                        throw new AssertionError("not asked");
                    }

                    @Override
                    public CompletionStage<Credentials> credentialsAsync(Executor executor) {
                        return never;
                    }
                });
            default -> builder;
        };
    }

    /** Makes a call and returns the thread of its continuation. */
    private Thread continuation(End end, HubsClient hubs) throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        added = new CountDownLatch(1);
        CompletableFuture<ProvisionHubResponse> call = hubs.provisionAsync(Stub.REQUEST);
        call.whenComplete((value, failure) -> thread.complete(Thread.currentThread()));
        added.countDown();
        if (end == End.CLOSED) {
            assertThat(requested.await(20, SECONDS)).isTrue();
            hubs.close();
        }
        return thread.get(20, SECONDS);
    }

    @ParameterizedTest
    @EnumSource
    void areTheClientsOwnByDefault(End end) throws Exception {
        try (RawServer server = server(end);
                HubsClient hubs = client(end, server).build()) {
            Thread thread = continuation(end, hubs);

            assertThat(thread.getName()).matches(OWN);
            assertThat(thread.isDaemon()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void areTheCallersExecutors(End end) throws Exception {
        ExecutorService own = Executors.newSingleThreadExecutor(work -> new Thread(work, "callers"));
        try (RawServer server = server(end);
                HubsClient hubs = client(end, server).executor(own).build()) {
            assertThat(continuation(end, hubs).getName()).isEqualTo("callers");

            hubs.close();
            assertThat(own.submit(() -> "still usable").get(20, SECONDS)).isEqualTo("still usable");
        } finally {
            own.shutdownNow();
        }
    }

    static Stream<Supplier<Throwable>> refusals() {
        return Stream.of(
                () -> new RejectedExecutionException("full"),
                () -> new IllegalStateException("broken"),
                () -> new NoClassDefFoundError("gone"),
                () -> new IOException("checked, as other languages throw it"));
    }

    @Test
    void areTheClientsOwnWhenTheCallersExecutorRefuses() throws Exception {
        for (Supplier<Throwable> refusal : refusals().toList()) {
            for (End end : End.values()) {
                ContinuationThreadsTest fresh = new ContinuationThreadsTest();
                try (RawServer server = fresh.server(end);
                        HubsClient hubs = fresh.client(end, server)
                                .executor(work -> sneak(refusal.get()))
                                .build()) {
                    assertThat(fresh.continuation(end, hubs).getName())
                            .as("%s, %s", end, refusal.get())
                            .matches(OWN);
                }
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    /** On the timer's thread depend the limits of all other calls, so a direct executor doesn't get that one. */
    @ParameterizedTest
    @EnumSource
    void areNotTheTimersOnADirectExecutor(End end) throws Exception {
        try (RawServer server = server(end);
                HubsClient hubs = client(end, server).executor(Runnable::run).build()) {
            assertThat(continuation(end, hubs).getName())
                    .isNotEqualTo("spkey-timer")
                    .doesNotContain("Selector");
        }
    }

    @Test
    void areTheClientsOwnWithASuppliedClientOfOneThread() throws Exception {
        // Its callbacks run on the selector's thread itself.
        HttpClient direct = HttpClient.newBuilder()
                .executor(Runnable::run)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        try (RawServer server = server(End.SUCCESS);
                HubsClient hubs = client(End.SUCCESS, server).httpClient(direct).build()) {
            assertThat(continuation(End.SUCCESS, hubs).getName()).matches(OWN);
            assertThat(hubs.provision(Stub.REQUEST).success()).isTrue();
        }
    }

    @Test
    void mayMakeAndAwaitCallsOfTheirOwn() throws Exception {
        makeAndAwaitCallsOfTheirOwn(builder -> builder);
    }

    @Test
    void mayDoSoOnADirectExecutorToo() throws Exception {
        makeAndAwaitCallsOfTheirOwn(builder -> builder.executor(Runnable::run));
    }

    private void makeAndAwaitCallsOfTheirOwn(UnaryOperator<HubsClient.Builder> settings) throws Exception {
        try (RawServer server = server(End.SUCCESS);
                HubsClient hubs = settings.apply(client(End.SUCCESS, server)).build()) {
            List<CompletableFuture<Boolean>> nested = new CopyOnWriteArrayList<>();
            for (int i = 0; i < 20; i++) {
                nested.add(hubs.provisionAsync(Stub.REQUEST)
                        .thenApply(first ->
                                hubs.provisionAsync(Stub.REQUEST).join().success()
                                        && hubs.provision(Stub.REQUEST).success()));
            }
            for (CompletableFuture<Boolean> done : nested) {
                assertThat(done.get(30, SECONDS)).isTrue();
            }
        }
    }

    @Test
    void runTheBlockingProviderOfAnAsynchronousCallToo() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        CopyOnWriteArrayList<String> threads = new CopyOnWriteArrayList<>();
        CredentialsProvider blocking = () -> {
            asked.incrementAndGet();
            threads.add(Thread.currentThread().getName());
            return Credentials.apiKey("k");
        };
        try (RawServer server = server(End.SUCCESS);
                HubsClient hubs =
                        client(End.SUCCESS, server).credentials(blocking).build()) {
            hubs.provisionAsync(Stub.REQUEST).get(20, SECONDS);
            hubs.provision(Stub.REQUEST);
        }
        assertThat(threads.get(0)).matches(OWN);
        assertThat(threads.get(1)).isEqualTo(Thread.currentThread().getName());
    }

    /** It would be that of whichever call came first. */
    @Test
    void takeOverNoContextFromTheThreadThatMakesTheCall() throws Exception {
        InheritableThreadLocal<String> tenant = new InheritableThreadLocal<>();
        tenant.set("first");
        try (RawServer server = server(End.SUCCESS);
                HubsClient hubs = client(End.SUCCESS, server)
                        .credentials(() -> Credentials.apiKey(String.valueOf(tenant.get())))
                        .build()) {
            added = new CountDownLatch(1);
            CompletableFuture<String> continued = hubs.provisionAsync(Stub.REQUEST)
                    .thenApply(done -> tenant.get() + Thread.currentThread().getContextClassLoader());
            added.countDown();

            assertThat(continued.get(20, SECONDS))
                    .isEqualTo("null" + Thread.currentThread().getContextClassLoader());
            assertThat(server.requests()).singleElement().asString().contains("null");
        } finally {
            tenant.remove();
        }
    }

    @Test
    void surviveAContinuationThatThrows() throws Exception {
        try (RawServer server = server(End.ERROR);
                HubsClient hubs = client(End.ERROR, server).build()) {
            CompletableFuture<ProvisionHubResponse> call = hubs.provisionAsync(Stub.REQUEST);
            CompletableFuture<Object> dependent = call.handle((value, failure) -> {
                throw new IllegalStateException("theirs");
            });
            assertThat(dependent).failsWithin(Duration.ofSeconds(20));
            assertThat(call)
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(SpkeyException.class);
        }
    }

    /** Before JDK 25 the common pool has no threads of its own on one or two processors, and this tells nothing there. */
    @Test
    void areReachedThoughTheCommonPoolIsBusy() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
            ForkJoinPool.commonPool().execute(() -> StubHubs.await(done));
        }
        try (RawServer server = server(End.SUCCESS);
                HubsClient hubs = client(End.SUCCESS, server).build()) {
            assertThat(hubs.provisionAsync(Stub.REQUEST).get(8, SECONDS).success())
                    .isTrue();
        } finally {
            done.countDown();
        }
    }

    static Stream<Executor> executorsThatDoNotDoAsTheyAreTold() {
        return Stream.of(work -> {}, work -> {
            work.run();
            throw new RejectedExecutionException("too late");
        });
    }

    @ParameterizedTest
    @MethodSource("executorsThatDoNotDoAsTheyAreTold")
    void areReachedOnceThoughTheCallersExecutorDropsWorkOrRefusesWhatItHasDone(Executor executor) throws Exception {
        AtomicInteger requests = new AtomicInteger();
        Events events = new Events();
        try (RawServer server = new RawServer(connection -> {
                    while (true) {
                        connection.readRequest();
                        connection.write(
                                requests.getAndIncrement() == 0
                                        ? RawServer.answer(503, "{}")
                                        : RawServer.answer(201, Stub.CREATED));
                    }
                });
                HubsClient hubs = client(End.RETRIED, server)
                        .callTimeout(Duration.ofSeconds(2))
                        .executor(executor)
                        .listener(events)
                        .build()) {
            CompletableFuture<ProvisionHubResponse> call = hubs.provisionAsync(Stub.REQUEST);

            await().until(call::isDone);
            assertThat(events.ends()).hasSize(1);
            assertThat(events.openAttempts()).isZero();
            assertThat(events.of(AttemptEnded.class)).hasSameSizeAs(server.requests());
            assertThat(requests).hasValueLessThanOrEqualTo(2);
        }
    }

    @Test
    void mayAwaitCallsOfTheirOwnEvenOnAnExecutorOfOneThread() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try (RawServer server = server(End.SUCCESS);
                HubsClient hubs = client(End.SUCCESS, server)
                        .callTimeout(Duration.ofSeconds(1))
                        .executor(one)
                        .build()) {
            added = new CountDownLatch(1);
            CompletableFuture<Boolean> nested = hubs.provisionAsync(Stub.REQUEST)
                    .thenApply(first -> hubs.provisionAsync(Stub.REQUEST).join().success());
            added.countDown();

            assertThat(nested.get(20, SECONDS)).isTrue();
        } finally {
            one.shutdownNow();
        }
    }
}
