package co.spkey.sdk.examples.fleetflink;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.hubs.testkit.ErrorShape;
import co.spkey.sdk.hubs.testkit.Fault;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutageTest {

    private static final int HUBS = 1_500;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void anOutagePausesTheJobWhileCheckpointsGoOnAndFailsNoHub() throws Exception {
        Fleet fleet = new Fleet(folder, HUBS);
        try (ReferenceServer server = WorkerServer.start();
                EmbeddedCluster cluster = EmbeddedCluster.start(folder)) {
            JobID job = cluster.submit(
                    cluster.job(fleet, WorkerServer.settings(server).withMaxPerSecond(400)));
            server.requests().await(HUBS / 3, PATIENCE);

            server.faults().always(new Fault.ErrorAnswer(ErrorShape.E3B, 503));
            // What was in flight has met the outage, and every queue is full behind it.
            server.requests().await((int) server.requests().count() + 150, PATIENCE);
            int before = server.hubs().count();
            cluster.awaitCheckpoints(job, 4);
            int after = server.hubs().count();
            server.faults().clear();
            server.faults().always(new Fault.RawAnswer(200, Map.of("Content-Type", "text/html"), "<h1>Back soon</h1>"));
            server.requests().await((int) server.requests().count() + 2, PATIENCE);
            server.faults().clear();

            assertThat(after).isEqualTo(before).isLessThan(HUBS);
            assertThat(cluster.await(job).isSuccess()).isTrue();
            fleet.assertEachHubExistsOnce(server);
            fleet.assertEachLineIsReportedOnce(0);
            assertThat(fleet.failures()).isEmpty();
        }
    }

    @Test
    void anOutageThatDoesNotEndStopsTheJobAndBlamesNoHub() throws Exception {
        Fleet fleet = new Fleet(folder, HUBS);
        try (ReferenceServer server = WorkerServer.start();
                EmbeddedCluster cluster = EmbeddedCluster.start(folder)) {
            server.faults().always(new Fault.ErrorAnswer(ErrorShape.E3B, 503));

            JobResult result = cluster.await(cluster.submit(
                    cluster.job(fleet, WorkerServer.settings(server).withGiveUpAfter(Duration.ofSeconds(2)))));

            assertThat(result.getSerializedThrowable()).isPresent();
            assertThat(result.getSerializedThrowable().orElseThrow())
                    .hasStackTraceContaining("giveUpAfter")
                    .hasStackTraceContaining("resume from the last checkpoint");
            assertThat(fleet.failures()).isEmpty();
        }
    }

    @Test
    void refusedCredentialsStopTheJobAndBlameNoHub() throws Exception {
        Fleet fleet = new Fleet(folder, HUBS);
        try (ReferenceServer server =
                        ReferenceServer.builder().apiKey("another-key").start();
                EmbeddedCluster cluster = EmbeddedCluster.start(folder)) {
            JobResult result = cluster.await(cluster.submit(cluster.job(fleet, WorkerServer.settings(server))));

            assertThat(result.getSerializedThrowable().orElseThrow())
                    .hasStackTraceContaining("every further hub would fail alike");
            assertThat(fleet.failures()).isEmpty();
            assertThat(server.hubs().count()).isZero();
        }
    }

    @Test
    void aWorkerWhoseEnvironmentLacksTheCredentialsStopsTheJobInsteadOfRestartingItForEver() throws Exception {
        Fleet fleet = new Fleet(folder, 10);
        try (ReferenceServer server = WorkerServer.start();
                EmbeddedCluster cluster = EmbeddedCluster.start(folder)) {
            FleetSettings settings = FleetSettings.at(server.baseUrl(), WorkerCredentials.OAUTH2);

            JobResult result = cluster.await(cluster.submit(cluster.job(fleet, settings)));

            assertThat(result.getSerializedThrowable().orElseThrow())
                    .hasStackTraceContaining("SuppressRestartsException")
                    .hasStackTraceContaining("environment has no SPKEY_OAUTH2_TOKEN_ENDPOINT");
            assertThat(server.requests().count()).isZero();
        }
    }

    @Test
    void hubsThatAlwaysFailAreFailuresAndNoOutageThoughNothingElseIsLeft() throws Exception {
        int poisoned = 6;
        Fleet fleet = new Fleet(folder, 50);
        try (ReferenceServer server = WorkerServer.start();
                EmbeddedCluster cluster = EmbeddedCluster.start(folder)) {
            for (int hub = 0; hub < poisoned; hub++) {
                server.faults().forHub(Fleet.id(hub)).always(new Fault.ErrorAnswer(ErrorShape.E3B, 500));
            }

            JobID job = cluster.submit(cluster.job(fleet, WorkerServer.settings(server)));

            assertThat(cluster.await(job).isSuccess()).isTrue();
            fleet.assertEachLineIsReportedOnce(0);
            assertThat(fleet.failures())
                    .hasSize(poisoned)
                    .allSatisfy(line -> assertThat(line.get("outcome").asText()).isEqualTo("ServerException"))
                    .allSatisfy(
                            line -> assertThat(line.get("mayExist").asBoolean()).isTrue());
        }
    }
}
