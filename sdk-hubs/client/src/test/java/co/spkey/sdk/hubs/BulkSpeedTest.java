package co.spkey.sdk.hubs;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A run against a plain loop of as many threads, at 20 ms of server latency. Not part of the build, since it measures:
 * {@code ./mvnw -pl .,sdk-core,sdk-hubs,sdk-hubs/client test -Dtest=BulkSpeedTest -Dbulk.speed=5
 * -Dsurefire.failIfNoSpecifiedTests=false}; the number is how many rounds.
 */
@EnabledIfSystemProperty(named = "bulk.speed", matches = "\\d+")
class BulkSpeedTest {

    private static final int THREADS = 64;
    private static final int HUBS = 20_000;
    private static final int LATENCY_MILLIS = 20;

    private final AtomicInteger next = new AtomicInteger();

    @Test
    void aRunIsAsFastAsALoopOfAsManyThreads() throws Exception {
        int rounds = Integer.getInteger("bulk.speed", 5);
        double[] ratios = new double[rounds];
        try (StubHubs server = StubHubs.forgetful();
                HubsClient hubs = HubsClient.builder()
                        .baseUrl(server.baseUrl())
                        .credentials(CredentialsProvider.of(Credentials.apiKey("the-key")))
                        .build()) {
            server.script(request -> {
                try {
                    Thread.sleep(LATENCY_MILLIS);
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
                return null;
            });
            loop(hubs);
            bulk(hubs);
            for (int i = 0; i < rounds; i++) {
                double loop = loop(hubs);
                double bulk = bulk(hubs);
                ratios[i] = bulk / loop;
                System.out.printf("loop %.0f/s, bulk %.0f/s, ratio %.3f%n", loop, bulk, ratios[i]);
            }
        }
        Arrays.sort(ratios);
        System.out.printf("median of %d: %.3f%n", rounds, ratios[rounds / 2]);
        assertThat(ratios[rounds / 2]).isGreaterThanOrEqualTo(0.95);
    }

    private double loop(HubsClient hubs) throws InterruptedException {
        int end = next.get() + HUBS;
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> {
                for (int hub = next.getAndIncrement(); hub < end; hub = next.getAndIncrement()) {
                    hubs.provision(BulkMain.hub(hub));
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return HUBS * 1e9 / (System.nanoTime() - start);
    }

    private double bulk(HubsClient hubs) {
        long start = System.nanoTime();
        try (BulkProvisioning bulk = hubs.bulk().concurrency(THREADS).build()) {
            BulkReport report = bulk.run(IntStream.range(0, HUBS).mapToObj(BulkMain::hub), result -> {});
            assertThat(report.allProvisioned()).isTrue();
        }
        return HUBS * 1e9 / (System.nanoTime() - start);
    }
}
