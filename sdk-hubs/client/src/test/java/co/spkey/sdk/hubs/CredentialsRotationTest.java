package co.spkey.sdk.hubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.error.UnauthorizedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.ReentrantLock;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys that change under load (PH-AUTH-06: the old one is revoked in the same step). */
class CredentialsRotationTest {

    private static final ProvisionHubRequest REQUEST = ProvisionHubRequest.of("hub-1", "SN-1", "M-1");
    private static final int THREADS = 16;

    /** On each of the two paths. */
    private static final int CALLS = 5_000;

    private final MockWebServer server = new MockWebServer();
    private final ReentrantLock lock = new ReentrantLock();
    private String accepted = "key-0";
    private String given = "key-0";
    private final List<Credentials> told = new CopyOnWriteArrayList<>();

    private final CredentialsProvider provider = new CredentialsProvider() {
        @Override
        public Credentials credentials() {
            lock.lock();
            try {
                return Credentials.apiKey(given);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void rejected(Credentials rejected) {
            told.add(rejected);
        }
    };

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return isAccepted(request.getHeaders().get("X-API-Key"))
                        ? CredentialsTokenServer.answer(
                                        200,
                                        "{\"success\":true,\"aggregateId\":\"hub-1\",\"version\":1,\"event\":null}")
                                .build()
                        : CredentialsTokenServer.answer(
                                        401, "{\"success\":false,\"error\":\"Unauthorized\",\"message\":\"no\"}")
                                .build();
            }
        });
        server.setServerSocketFactory(new NoDelaySockets());
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private boolean isAccepted(@Nullable String key) {
        lock.lock();
        try {
            return accepted.equals(key);
        } finally {
            lock.unlock();
        }
    }

    private void rotate(boolean atServer, boolean atProvider, String key) {
        lock.lock();
        try {
            accepted = atServer ? key : accepted;
            given = atProvider ? key : given;
        } finally {
            lock.unlock();
        }
    }

    private HubsClient client() {
        return HubsClient.builder()
                .baseUrl(server.url("/").uri())
                .callTimeout(Duration.ofMinutes(5))
                .attemptTimeout(Duration.ofMinutes(1))
                .credentials(provider)
                .build();
    }

    /** Runs calls on all threads; {@code begun} counts for each thread the calls that it has begun. */
    private static Queue<Throwable> callsOf(
            CallPath path, HubsClient hubs, int callsOfEach, AtomicIntegerArray begun, Runnable meanwhile)
            throws InterruptedException {
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            Thread thread = new Thread(() -> {
                for (int call = 0; call < callsOfEach; call++) {
                    begun.incrementAndGet(number);
                    try {
                        path.provision(hubs, REQUEST);
                    } catch (RuntimeException failure) {
                        failures.add(failure);
                    }
                }
                begun.set(number, Integer.MAX_VALUE);
            });
            threads.add(thread);
            thread.start();
        }
        meanwhile.run();
        for (Thread thread : threads) {
            thread.join();
        }
        return failures;
    }

    @ParameterizedTest
    @EnumSource
    void noCallFailsWhileTheKeyIsRotatedInOneStep(CallPath path) throws InterruptedException {
        AtomicIntegerArray begun = new AtomicIntegerArray(THREADS);
        int[] rotations = new int[1];
        try (HubsClient hubs = client()) {
            Queue<Throwable> failures = callsOf(path, hubs, CALLS / THREADS, begun, () -> {
                while (!isOver(begun)) {
                    rotations[0]++;
                    rotate(true, true, "key-" + rotations[0]);
                    awaitAnotherCallOfEach(begun);
                }
            });

            assertThat(failures).isEmpty();
        }
        assertThat(rotations[0]).isGreaterThan(10);
        assertThat(server.getRequestCount()).isGreaterThan(CALLS);
    }

    private static boolean isOver(AtomicIntegerArray begun) {
        for (int i = 0; i < THREADS; i++) {
            if (begun.get(i) != Integer.MAX_VALUE) {
                return false;
            }
        }
        return true;
    }

    /** Two rotations within one call would be two refusals in a row, so each call lives through one at most. */
    private static void awaitAnotherCallOfEach(AtomicIntegerArray begun) {
        int[] before = new int[THREADS];
        for (int i = 0; i < THREADS; i++) {
            before[i] = begun.get(i);
        }
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(2)).until(() -> {
            for (int i = 0; i < THREADS; i++) {
                if (begun.get(i) == before[i] && before[i] != Integer.MAX_VALUE) {
                    return false;
                }
            }
            return true;
        });
    }

    @ParameterizedTest
    @EnumSource
    void aProviderThatIsLateMeansRefusalsAndNoStorm(CallPath path) throws InterruptedException {
        AtomicIntegerArray begun = new AtomicIntegerArray(THREADS);
        try (HubsClient hubs = client()) {
            rotate(true, false, "key-1");
            Queue<Throwable> failures = callsOf(path, hubs, 20, begun, () -> {});

            assertThat(failures).hasSize(20 * THREADS).allMatch(UnauthorizedException.class::isInstance);
            assertThat(server.getRequestCount()).isEqualTo(20 * THREADS);
            // Once in thirty seconds: a machine on which this takes longer has it told again.
            assertThat(told).hasSizeLessThan(5).containsOnly(Credentials.apiKey("key-0"));

            rotate(false, true, "key-1");
            assertThat(callsOf(path, hubs, 20, begun, () -> {})).isEmpty();
        }
    }
}
