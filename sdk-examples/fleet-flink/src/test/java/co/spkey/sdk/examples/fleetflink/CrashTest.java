package co.spkey.sdk.examples.fleetflink;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.hubs.testkit.ReferenceServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {

    private static final int HUBS = Fleet.HUBS;
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void eachHubExistsOnceAndEachLineIsReportedOnceAfterTwoWorkersWereKilled() throws Exception {
        Fleet fleet = new Fleet(folder, HUBS)
                .with(
                        "again.csv",
                        "hubId,serial,model\n" + Fleet.id(1) + "," + Fleet.serial(1) + ",SPK-HUB-2\n" // the same
                                + Fleet.id(2) + "," + Fleet.serial(2) + ",SPK-HUB-2\n"
                                + "hub-without-serial,,SPK-HUB-2\n");
        try (ReferenceServer server = WorkerServer.start();
                EmbeddedCluster cluster = EmbeddedCluster.start(folder)) {
            WorkerServer.trouble(server);
            JobID job = cluster.submit(
                    cluster.job(fleet, WorkerServer.settings(server).withMaxPerSecond(Fleet.HUBS_PER_SECOND)));

            server.requests().await(HUBS / 4, PATIENCE);
            cluster.awaitCheckpoints(job, 1);
            cluster.killWorker(0);
            server.requests().await((int) server.requests().count() + HUBS / 4, PATIENCE);
            cluster.awaitCheckpoints(job, 1);
            cluster.killWorker(1);

            assertThat(cluster.await(job).isSuccess()).isTrue();
            fleet.assertEachHubExistsOnce(server);
            fleet.assertEachLineIsReportedOnce(3);
            assertThat(fleet.failures())
                    .extracting(line -> line.get("outcome").asText())
                    .containsExactly(HubOutcome.BAD_LINE);
            assertThat(fleet.results())
                    .filteredOn(line -> line.get("outcome").asText().equals(HubOutcome.DUPLICATE))
                    .hasSize(2);
            assertThat(fleet.results())
                    .as("hubs that an earlier life of the job may have made")
                    .anyMatch(line -> line.get("afterRestart").asBoolean());
            assertThat(fleet.results())
                    .filteredOn(line -> line.get("outcome").asText().equals("ALREADY_PROVISIONED"))
                    .allMatch(CrashTest::isVerified);
            assertThat(server.violations()).isEmpty();
        }
    }

    private static boolean isVerified(JsonNode line) {
        return line.get("verified").asBoolean();
    }
}
