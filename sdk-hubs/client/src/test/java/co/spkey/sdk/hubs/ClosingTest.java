package co.spkey.sdk.hubs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import co.spkey.sdk.core.CallOptions;
import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.error.ClientClosedException;
import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.core.observe.AttemptEnded;
import co.spkey.sdk.core.observe.CallEnded;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.net.CookieHandler;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a closing does to calls, threads, and what belongs to the caller. */
@Timeout(60)
@SuppressWarnings("try") // Closing early is what is tested.
class ClosingTest {

    private final Events events = new Events();

    /** A call on a thread of its own, whichever the path. */
    private static CompletableFuture<ProvisionHubResponse> begin(CallPath path, HubsClient hubs) {
        return begin(path, hubs, CallOptions.none());
    }

    private static CompletableFuture<ProvisionHubResponse> begin(CallPath path, HubsClient hubs, CallOptions options) {
        CompletableFuture<ProvisionHubResponse> end = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                end.complete(path.provision(hubs, Stub.REQUEST, options));
            } catch (RuntimeException | Error failure) {
                end.completeExceptionally(failure);
            }
        });
        caller.start();
        return end;
    }

    private static Throwable failure(CompletableFuture<?> call) {
        return catchThrowable(() -> {
            try {
                call.get(20, SECONDS);
            } catch (ExecutionException wrapped) {
                throw wrapped.getCause();
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void letsAnAttemptUnderWayComeToItsEnd(CallPath path) throws Exception {
        CountDownLatch requested = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
                    connection.readRequest();
                    requested.countDown();
                    answer.await();
                    connection.write(RawServer.answer(201, Stub.CREATED));
                });
                HubsClient hubs = HubsClient.builder()
                        .baseUrl(server.url())
                        .credentials(CredentialsProvider.of(Credentials.apiKey("k")))
                        .build()) {
            CompletableFuture<ProvisionHubResponse> call = begin(path, hubs);
            assertThat(requested.await(20, SECONDS)).isTrue();
            Thread closing = new Thread(hubs::close);
            closing.start();
            // The closing has begun once new calls are refused, and isn't over while the answer is held back.
            await().until(() -> catchThrowable(() -> hubs.status("h")) instanceof IllegalStateException);
            assertThat(closing.isAlive()).isTrue();
            answer.countDown();

            assertThat(call.get(20, SECONDS).success()).isTrue();
            closing.join(20_000);
            assertThat(closing.isAlive()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsAnAttemptUnderWayIfTheClosingIsInterrupted(CallPath path) throws Exception {
        for (RetryPolicy policy : List.of(RetryPolicy.standard(), RetryPolicy.none())) {
            endsWhatHasBegun(path, policy, "");
            // Several limits hold such an exchange, and which of them ends it is chance.
            for (int i = 0; i < 50; i++) {
                endsWhatHasBegun(path, policy, "HTTP/1.1 201 Created\r\nContent-Length: 1000\r\n\r\n{");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsAnAttemptThatConnectsIfTheClosingIsInterrupted(CallPath path) throws Exception {
        CallOptions once = CallOptions.builder().retryPolicy(RetryPolicy.none()).build();
        try (Moment.Scene scene = Moment.CONNECTING.scene(new Events())) {
            CompletableFuture<ProvisionHubResponse> call = begin(path, scene.hubs, once);
            scene.awaitReached();
            Thread.currentThread().interrupt();
            scene.hubs.close();
            assertThat(Thread.interrupted()).isTrue();

            SpkeyException failure = (SpkeyException) failure(call);
            assertThat(failure).isInstanceOf(ClientClosedException.class);
            assertThat(failure.outcomeUnknown()).isFalse();
        }
    }

    /** Where nothing can free it. */
    @Test
    void isNotHeldUpByACallThatIs() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        CookieHandler hanging = new CookieHandler() {
            @Override
            public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
                asked.countDown();
                awaitThroughInterrupts(over);
                return Map.of();
            }

            @Override
            public void put(URI uri, Map<String, List<String>> headers) {}
        };
        try (Stub stub = new Stub()) {
            HubsClient hubs = stub.client()
                    .configureHttpClient(http -> http.cookieHandler(hanging))
                    .attemptTimeout(Duration.ofMillis(300))
                    .build();
            CompletableFuture<ProvisionHubResponse> call = begin(CallPath.BLOCKING, hubs);
            assertThat(asked.await(20, SECONDS)).isTrue();
            Thread closing = new Thread(hubs::close);
            closing.start();
            closing.join(20_000);
            assertThat(closing.isAlive()).isFalse();

            over.countDown();
            assertThat(((SpkeyException) failure(call)).outcomeUnknown()).isFalse();
        }
    }

    private static void awaitThroughInterrupts(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException goOn) {
                // As code that waits outside of Java does.
            }
        }
    }

    private static void endsWhatHasBegun(CallPath path, RetryPolicy policy, String answer) throws Exception {
        CountDownLatch requested = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
                    connection.readRequest();
                    connection.write(answer);
                    requested.countDown();
                    connection.awaitClientGone();
                });
                HubsClient hubs = HubsClient.builder()
                        .baseUrl(server.url())
                        .credentials(CredentialsProvider.of(Credentials.apiKey("k")))
                        .retryPolicy(policy)
                        .attemptTimeout(Duration.ofHours(1))
                        .callTimeout(Duration.ofHours(1))
                        .build()) {
            CompletableFuture<ProvisionHubResponse> call = begin(path, hubs);
            assertThat(requested.await(20, SECONDS)).isTrue();
            Thread.currentThread().interrupt();
            hubs.close();
            assertThat(Thread.interrupted()).isTrue();

            SpkeyException failure = (SpkeyException) failure(call);
            assertThat(failure).isInstanceOf(ClientClosedException.class);
            assertThat(failure.outcomeUnknown()).isTrue();
            assertThat(server.connection(1).clientGone().await(20, SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void failsAPausingCallAtOnce(CallPath path) throws Exception {
        try (Moment.Scene scene = Moment.PAUSING.scene(events)) {
            CompletableFuture<ProvisionHubResponse> call = begin(path, scene.hubs);
            scene.awaitReached();
            scene.hubs.close();

            SpkeyException failure = (SpkeyException) failure(call);
            assertThat(failure).isInstanceOf(ClientClosedException.class);
            assertThat(failure.getSuppressed()).hasSize(1);
            assertThat(failure.outcomeUnknown()).isTrue();
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(events.ends()).hasSize(1);
            assertThat(scene.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void failsACallThatWaitsForATokenAtOnce(CallPath path) throws Exception {
        try (Moment.Scene scene = Moment.FETCHING_A_TOKEN.scene(events)) {
            CompletableFuture<ProvisionHubResponse> call = begin(path, scene.hubs);
            scene.awaitReached();
            scene.hubs.close();

            assertThat(failure(call)).isInstanceOf(ClientClosedException.class);
            assertThat(scene.token).isCancelled();
            assertThat(scene.requests()).isZero();
            assertThat(events.ends()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesNewCalls(CallPath path) {
        try (Stub stub = new Stub()) {
            HubsClient hubs = stub.client().listener(events).build();
            hubs.close();
            hubs.close();

            assertThatIllegalStateException()
                    .isThrownBy(() -> path.provision(hubs, Stub.REQUEST))
                    .withMessageContaining("the client is closed");
            assertThatIllegalStateException().isThrownBy(() -> path.provisionVerified(hubs, Stub.REQUEST));
            assertThatIllegalStateException().isThrownBy(() -> path.status(hubs, "h"));
            assertThat(stub.requests()).isZero();
            assertThat(events.all()).isEmpty();
        }
    }

    @Test
    void leavesNoThreadOfTheClients() throws Exception {
        Set<Thread> before = ourThreads();
        try (RawServer server = new RawServer(connection -> {
                    connection.readRequest();
                    connection.write(RawServer.answer(503, "{}"));
                });
                HubsClient hubs = Stub.client(new SkippingTicker())
                        .baseUrl(server.url())
                        .retryPolicy(RetryPolicy.builder().maxAttempts(2).build())
                        .build()) {
            for (int i = 0; i < 10; i++) {
                failure(hubs.provisionAsync(Stub.REQUEST));
            }
            assertThat(newSince(before)).isNotEmpty();
            hubs.close();
            // A pool counts a thread as ended a moment before it has.
            await().atMost(Duration.ofSeconds(3)).until(() -> newSince(before).isEmpty());
        }
    }

    /** Those of clients that other tests have left may end at any time. */
    private static Set<Thread> newSince(Set<Thread> before) {
        Set<Thread> now = ourThreads();
        now.removeAll(before);
        return now;
    }

    private static Set<Thread> ourThreads() {
        return threads(name -> name.startsWith("spkey-"));
    }

    private static Set<Thread> threads(Predicate<String> named) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> named.test(thread.getName()))
                .collect(Collectors.toSet());
    }

    /** The closed client is still in somebody's field: it must not hold the JDK's client alive. */
    @Test
    void letsGoOfTheJdksClient() {
        try (Stub stub = new Stub().answer(201, Stub.CREATED)) {
            Set<Thread> before = selectors();
            HubsClient hubs = stub.client().build();
            hubs.provision(Stub.REQUEST);
            Set<Thread> own = selectors();
            own.removeAll(before);
            assertThat(own).isNotEmpty();
            hubs.close();

            await().atMost(Duration.ofSeconds(30)).until(() -> {
                System.gc();
                return own.stream().noneMatch(Thread::isAlive);
            });
            assertThatIllegalStateException().isThrownBy(() -> hubs.provision(Stub.REQUEST));
        }
    }

    private static Set<Thread> selectors() {
        return threads(name -> name.startsWith("HttpClient-") && name.endsWith("SelectorManager"));
    }

    @Test
    void leavesTheCallersClientOpen() throws Exception {
        HttpClient theirs =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try (Stub stub = new Stub().answer(201, Stub.CREATED).answer(200, "theirs")) {
            try (HubsClient hubs = stub.client().httpClient(theirs).build()) {
                hubs.provisionAsync(Stub.REQUEST).get(20, SECONDS);
            }
            HttpRequest request =
                    HttpRequest.newBuilder(stub.server.url("/").uri()).build();
            assertThat(theirs.send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .isEqualTo("theirs");
        }
    }

    @Test
    void endsACallWhoseExecutorHasDroppedIt() {
        try (Stub stub = new Stub().answer(201, Stub.CREATED);
                HubsClient hubs = stub.client()
                        .attemptTimeout(Duration.ofSeconds(2))
                        .executor(dropped -> {})
                        .build()) {
            CompletableFuture<ProvisionHubResponse> call = hubs.provisionAsync(Stub.REQUEST);
            hubs.close();

            assertThat(call).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    @Test
    void mayComeFromAContinuation() throws Exception {
        try (Stub stub = new Stub().answer(201, Stub.CREATED)) {
            HubsClient hubs = stub.client().build();
            hubs.provisionAsync(Stub.REQUEST).thenRun(hubs::close).get(20, SECONDS);

            assertThatIllegalStateException().isThrownBy(() -> hubs.provision(Stub.REQUEST));
            await().until(() -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("spkey-async")));
        }
    }

    @Test
    void mayComeFromAContinuationOnADirectExecutor() throws Exception {
        try (Stub stub = new Stub().answer(201, Stub.CREATED)) {
            HubsClient hubs = stub.client().executor(Runnable::run).build();
            hubs.provisionAsync(Stub.REQUEST).thenRun(hubs::close).get(40, SECONDS);
        }
    }

    /** The call that tells the listener can't end before the listener does: the closing gives it up in time. */
    @ParameterizedTest
    @EnumSource
    void mayComeFromAListener(CallPath path) {
        try (Stub stub = new Stub().answer(503, "{}").answer(201, Stub.CREATED)) {
            AtomicReference<HubsClient> self = new AtomicReference<>();
            HubsClient hubs = stub.client()
                    .attemptTimeout(Duration.ofSeconds(3))
                    .listener(event -> {
                        events.on(event);
                        if (event instanceof AttemptEnded) {
                            Objects.requireNonNull(self.get()).close();
                        }
                    })
                    .build();
            self.set(hubs);

            assertThat(failure(begin(path, hubs)))
                    .isInstanceOfSatisfying(
                            ClientClosedException.class,
                            closed -> assertThat(closed.requestId()).isEqualTo("8c1f-AMS"));
            assertThat(stub.requests()).isEqualTo(1);
            assertThat(events.ends()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void betweenCommandAndVerificationSaysThatTheHubExists(CallPath path) {
        try (Stub stub = new Stub().answer(201, Stub.CREATED)) {
            AtomicReference<HubsClient> self = new AtomicReference<>();
            HubsClient hubs = stub.client()
                    .attemptTimeout(Duration.ofSeconds(3))
                    .listener(event -> {
                        if (event instanceof CallEnded) {
                            Objects.requireNonNull(self.get()).close();
                        }
                    })
                    .build();
            self.set(hubs);

            SpkeyException failure = (SpkeyException) catchThrowable(() -> path.provisionVerified(hubs, Stub.REQUEST));
            assertThat(failure).isInstanceOf(ClientClosedException.class).hasMessageContaining("it exists");
            assertThat(failure.outcomeUnknown()).isTrue();
        }
    }
}
