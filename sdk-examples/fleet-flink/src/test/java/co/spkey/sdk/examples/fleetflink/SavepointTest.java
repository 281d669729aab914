package co.spkey.sdk.examples.fleetflink;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.hubs.testkit.ReferenceServer;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavepointTest {

    private static final int HUBS = Fleet.HUBS;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aJobCancelledWithASavepointGoesOnWhereItWas() throws Exception {
        Fleet fleet = new Fleet(folder, HUBS);
        try (ReferenceServer server = WorkerServer.start();
                EmbeddedCluster cluster = EmbeddedCluster.start(folder)) {
            WorkerServer.trouble(server);
            FleetSettings settings = WorkerServer.settings(server).withMaxPerSecond(Fleet.HUBS_PER_SECOND);
            JobID job = cluster.submit(cluster.job(fleet, settings));
            server.requests().await(HUBS / 4, Duration.ofMinutes(10));

            String savepoint = cluster.cancelWithSavepoint(job, folder.resolve("savepoints"));
            int before = server.hubs().count();
            JobID resumed = cluster.resume(cluster.job(fleet, settings), savepoint);

            assertThat(before).isBetween(1, HUBS - 1);
            assertThat(cluster.await(resumed).isSuccess()).isTrue();
            fleet.assertEachHubExistsOnce(server);
            fleet.assertEachLineIsReportedOnce(0);
            assertThat(fleet.failures()).isEmpty();
        }
    }
}
