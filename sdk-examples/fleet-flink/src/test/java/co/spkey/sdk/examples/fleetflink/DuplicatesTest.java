package co.spkey.sdk.examples.fleetflink;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.hubs.testkit.ReferenceServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicatesTest {

    private static final String HEADER = "hubId,serial,model\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void twoPlantsThatClaimOneHubWithOtherDataGetOneFailureThatNamesTheFirst() throws Exception {
        Fleet fleet = new Fleet(folder, 0)
                .with("a.csv", HEADER + "hub-x,SN-A,M-1\n")
                .with("b.jsonl", "{\"hubId\":\"hub-x\",\"serial\":\"SN-B\",\"model\":\"M-1\"}\n");
        try (ReferenceServer server = WorkerServer.start();
                EmbeddedCluster cluster = EmbeddedCluster.start(folder)) {
            run(fleet, server, cluster);

            List<JsonNode> failures = fleet.failures();
            assertThat(fleet.results()).hasSize(1);
            assertThat(failures).hasSize(1);
            JsonNode sent = fleet.results().get(0);
            String first = sent.get("part").asText() + ":" + sent.get("line").asText();
            assertThat(failures.get(0).get("outcome").asText()).isEqualTo(HubOutcome.CONFLICT);
            assertThat(failures.get(0).get("detail").asText()).contains(first);
            assertThat(server.hubs().find("hub-x")).isNotNull();
            assertThat(server.requests().count()).isOne();
        }
    }

    @Test
    void aHubThatIsThereWithOtherDataIsAFailureSinceTheAnswerAloneWouldNotTell() throws Exception {
        Fleet fleet = new Fleet(folder, 0).with("a.csv", HEADER + "hub-x,SN-A,M-1\n");
        Fleet earlier = new Fleet(folder.resolve("earlier"), 0).with("a.csv", HEADER + "hub-x,SN-B,M-1\n");
        try (ReferenceServer server = WorkerServer.start();
                EmbeddedCluster cluster = EmbeddedCluster.start(folder)) {
            run(earlier, server, cluster);
            run(fleet, server, cluster);

            assertThat(fleet.results()).isEmpty();
            assertThat(fleet.failures())
                    .singleElement()
                    .satisfies(line -> assertThat(line.get("outcome").asText()).isEqualTo("HubMismatchException"));
        }
    }

    @Test
    void aFileThatIsNoManifestIsAFailureAndTheOthersAreProvisioned() throws Exception {
        Fleet fleet = new Fleet(folder, 10).with("notes.csv", "call the plant\n");
        try (ReferenceServer server = WorkerServer.start();
                EmbeddedCluster cluster = EmbeddedCluster.start(folder)) {
            run(fleet, server, cluster);

            fleet.assertEachHubExistsOnce(server);
            assertThat(fleet.failures())
                    .singleElement()
                    .satisfies(line -> assertThat(line.get("part").asText()).isEqualTo("extra/notes.csv"));
        }
    }

    private static void run(Fleet fleet, ReferenceServer server, EmbeddedCluster cluster) throws Exception {
        assertThat(cluster.await(cluster.submit(cluster.job(fleet, WorkerServer.settings(server))))
                        .isSuccess())
                .isTrue();
    }
}
