package co.spkey.sdk.examples.fleetflink;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.hubs.BulkReport;
import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Calls a second beside bulk provisioning, and memory; only when asked for: {@code -Dfleet.throughputHubs=1000000}. */
@EnabledIfSystemProperty(
        named = "fleet.throughputHubs",
        matches = "[1-9]\\d*",
        disabledReason = "takes half an hour; ask for it with -Dfleet.throughputHubs=1000000")
class ThroughputTest {

    private static final int HUBS = Integer.getInteger("fleet.throughputHubs", 0);
    private static final int CONCURRENCY = 16;
    private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofHours(2);
    private static final long MIB = 1024 * 1024;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void memoryIsFlatOverTheWholeFleet() throws Exception {
        Fleet fleet = new Fleet(folder, HUBS);
        try (StubServer server = new StubServer();
                EmbeddedCluster cluster = EmbeddedCluster.start(folder)) {
            FleetSettings settings = FleetSettings.at(server.baseUrl(), WorkerCredentials.ENVIRONMENT)
                    .withConcurrency(CONCURRENCY)
                    .withoutDedupe();
            long begin = System.nanoTime();
            JobID job = cluster.submit(cluster.job(fleet, settings, CHECKPOINT_EVERY));
            long early = usedWhen(server, HUBS / 5);
            long late = usedWhen(server, HUBS - HUBS / 10);
            assertThat(cluster.await(job).isSuccess()).isTrue();
            System.out.printf(
                    "%d hubs, Flink with 2 subtasks of %d: %d/s; heap in use %d MiB after a fifth, %d MiB after nine tenths%n",
                    HUBS, CONCURRENCY, perSecond(begin), early / MIB, late / MIB);
            assertThat(late - early).as("growth of the heap in use, in bytes").isLessThan(64 * MIB);

            begin = System.nanoTime();
            BulkReport report = bulk(server);
            System.out.printf("%d hubs, bulk() with %d: %d/s%n", HUBS, 2 * CONCURRENCY, perSecond(begin));

            assertThat(report.cause()).isNull();
            assertThat(server.answered()).isEqualTo(2L * HUBS);
        }
    }

    private static BulkReport bulk(StubServer server) {
        try (HubsClient hubs = HubsClient.builder()
                        .baseUrl(server.baseUrl())
                        .credentials(CredentialsProvider.fromEnvironment())
                        .build();
                var bulk =
                        hubs.bulk().concurrency(2 * CONCURRENCY).dedupe(false).build()) {
            return bulk.run(
                    IntStream.range(0, HUBS)
                            .mapToObj(hub -> ProvisionHubRequest.of(Fleet.id(hub), Fleet.serial(hub), "SPK-HUB-2")),
                    result -> {});
        }
    }

    private static long usedWhen(StubServer server, int answered) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> server.answered() >= answered);
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long perSecond(long begin) {
        return Math.round(HUBS / ((System.nanoTime() - begin) / 1e9));
    }
}
