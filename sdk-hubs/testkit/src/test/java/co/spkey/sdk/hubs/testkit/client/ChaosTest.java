package co.spkey.sdk.hubs.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.core.retry.RetryPolicy;
import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import co.spkey.sdk.hubs.testkit.ErrorShape;
import co.spkey.sdk.hubs.testkit.Fault;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import co.spkey.sdk.hubs.testkit.StoredHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong on the way, what a caller is told is true. */
class ChaosTest {

    private static final int HUBS = 20_000;
    private static final int CALLERS = 32;

    /** Longer than an attempt may take, so that it is the client that ends it. */
    private static final Duration STALL = Duration.ofSeconds(20);

    /** Each fault with how many of a thousand requests it strikes. Answers that lie are left out: nobody could tell. */
    private static final List<Map.Entry<Fault, Integer>> FAULTS = List.of(
            Map.entry(new Fault.ErrorAnswer(ErrorShape.E1, 500), 10),
            Map.entry(new Fault.ErrorAnswer(ErrorShape.E2, 400), 2),
            Map.entry(new Fault.ErrorAnswer(ErrorShape.E1, 401), 2),
            Map.entry(new Fault.ErrorAnswer(ErrorShape.E3, 401), 2),
            Map.entry(new Fault.ErrorAnswer(ErrorShape.E3, 403), 2),
            Map.entry(new Fault.ErrorAnswer(ErrorShape.E2B, 429).withRetryAfter("0"), 10),
            Map.entry(new Fault.ErrorAnswer(ErrorShape.E3, 500), 10),
            Map.entry(new Fault.ErrorAnswer(ErrorShape.E3B, 500), 10),
            Map.entry(new Fault.ErrorAnswer(ErrorShape.E4, 503).withRetryAfter("0"), 10),
            Map.entry(new Fault.ErrorAnswer(ErrorShape.E5, 500).afterApplying(), 10),
            Map.entry(new Fault.ErrorAnswer(ErrorShape.E3, 500).afterApplying(), 10),
            Map.entry(new Fault.ErrorAnswer(ErrorShape.E6, 409), 2),
            Map.entry(new Fault.ErrorAnswer(ErrorShape.E7_TEXT, 404), 2),
            Map.entry(new Fault.ErrorAnswer(ErrorShape.E7_HTML, 502), 10),
            Map.entry(new Fault.ErrorAnswer(ErrorShape.E7_EMPTY, 521), 10),
            Map.entry(new Fault.ErrorAnswer(ErrorShape.E8, 422), 2),
            Map.entry(new Fault.CutBeforeReading(), 10),
            Map.entry(new Fault.CutConnection(), 10),
            Map.entry(new Fault.CutConnection().afterApplying(), 10),
            Map.entry(new Fault.CutMidAnswer(), 10),
            Map.entry(new Fault.UnaskedGzip(), 10),
            Map.entry(new Fault.NotJson(), 5),
            Map.entry(new Fault.WrongMediaType("text/html"), 5),
            Map.entry(new Fault.EndlessBody(503), 1),
            Map.entry(new Fault.EndlessBody(200).afterApplying(), 1),
            Map.entry(new Fault.OversizedBody(500, 4 << 20), 1),
            Map.entry(new Fault.GzipBomb(200, 64 << 20).afterApplying(), 1),
            Map.entry(new Fault.DelayedHeaders(STALL), 1),
            Map.entry(new Fault.DelayedBody(STALL), 1),
            Map.entry(new Fault.DelayedHeaders(Duration.ofMillis(5)), 10),
            Map.entry(new Fault.DelayedBody(Duration.ofMillis(5)), 10),
            Map.entry(new Fault.RawAnswer(503, Map.of("Content-Type", "text/plain"), "busy"), 5),
            Map.entry(new Fault.CutConnection().afterApplying().delayedBy(Duration.ofMillis(5)), 5),
            Map.entry(new Fault.ErrorAnswer(ErrorShape.E3, 500).delayedBy(STALL), 1));

    /** What a caller was told of one hub: nothing went wrong, or this did. */
    private record Told(String hubId, @Nullable SpkeyException failure) {}

    @Test
    void whatCallersAreToldIsTrueWhateverGoesWrong() throws Exception {
        long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("chaos seed " + seed);
        Queue<Told> told = new ConcurrentLinkedQueue<>();
        Set<Thread> threadsBefore = Thread.getAllStackTraces().keySet();
        try (ReferenceServer server = ReferenceServer.start()) {
            long each = seed;
            for (Map.Entry<Fault, Integer> fault : FAULTS) {
                server.faults().withProbability(fault.getValue() / 1000.0, each++, fault.getKey());
            }
            try (HubsClient hubs = client(server)) {
                provisionAll(hubs, told);
            }

            assertThat(told).as("seed %d: one word for each hub", seed).hasSize(HUBS);
            assertThat(told.stream().filter(one -> one.failure != null))
                    .as("seed %d: faults strike", seed)
                    .isNotEmpty();
            assertThat(server.violations())
                    .as("seed %d: what the client sent was in order", seed)
                    .isEmpty();
            for (Told one : told) {
                check(server.hubs().find(one.hubId), one, seed);
            }
        }
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeAll(threadsBefore);
        assertThat(threads).extracting(Thread::getName).noneMatch(name -> name.startsWith("spkey-"));
    }

    private static HubsClient client(ReferenceServer server) {
        return HubsClient.builder()
                .baseUrl(server.baseUrl())
                .credentials(CredentialsProvider.of(Credentials.apiKey(ReferenceServer.DEFAULT_API_KEY)))
                .connectTimeout(Duration.ofMinutes(1))
                // Long beside what a machine under load takes, or the client would give up what isn't stalled.
                .attemptTimeout(Duration.ofSeconds(5))
                .retryPolicy(RetryPolicy.builder()
                        .maxAttempts(3)
                        .baseDelay(Duration.ofMillis(2))
                        .maxDelay(Duration.ofMillis(20))
                        .budget(100_000)
                        .build())
                .build();
    }

    private static void provisionAll(HubsClient hubs, Queue<Told> told) throws Exception {
        AtomicInteger next = new AtomicInteger();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                boolean blocking = caller % 2 == 0;
                all.add(callers.submit(() -> {
                    for (int hub = next.getAndIncrement(); hub < HUBS; hub = next.getAndIncrement()) {
                        told.add(provision(hubs, "hub-" + hub, blocking));
                    }
                }));
            }
            for (Future<?> caller : all) {
                caller.get();
            }
        } finally {
            callers.shutdownNow();
        }
    }

    private static Told provision(HubsClient hubs, String hubId, boolean blocking) {
        ProvisionHubRequest request = ProvisionHubRequest.of(hubId, "SN-" + hubId, "M");
        try {
            if (blocking) {
                hubs.provision(request);
            } else {
                hubs.provisionAsync(request).join();
            }
            return new Told(hubId, null);
        } catch (SpkeyException failure) {
            return new Told(hubId, failure);
        } catch (CompletionException failure) {
            return new Told(hubId, (SpkeyException) failure.getCause());
        }
    }

    private static void check(@Nullable StoredHub stored, Told told, long seed) {
        if (stored != null) {
            assertThat(stored.events())
                    .as("seed %d: %s exists once", seed, told.hubId)
                    .hasSize(1);
            assertThat(stored.serial()).isEqualTo("SN-" + told.hubId);
        }
        if (told.failure == null) {
            assertThat(stored)
                    .as("seed %d: %s was told to exist", seed, told.hubId)
                    .isNotNull();
        } else if (!told.failure.outcomeUnknown()) {
            assertThat(stored)
                    .as("seed %d: %s was told not to exist by %s", seed, told.hubId, told.failure)
                    .isNull();
        }
    }
}
