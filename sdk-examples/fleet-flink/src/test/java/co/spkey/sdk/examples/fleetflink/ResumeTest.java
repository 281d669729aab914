package co.spkey.sdk.examples.fleetflink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.spkey.sdk.hubs.testkit.ErrorShape;
import co.spkey.sdk.hubs.testkit.Fault;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ResumeTest {

    /** More than the subtasks take in before the run ends: they take no checkpoint once they have seen the end of the input. */
    private static final int HUBS = 1_500;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aRunOnThisMachineThatEndedEarlyGoesOnFromItsLastCheckpoint() throws Exception {
        Fleet fleet = new Fleet(folder, HUBS);
        try (ReferenceServer server = WorkerServer.start()) {
            server.faults().always(new Fault.ErrorAnswer(ErrorShape.E3B, 503));
            FleetCommand first = command(fleet, server, "--give-up-after", "PT3S");
            assertThatThrownBy(first::call).hasStackTraceContaining("giveUpAfter");
            server.faults().clear();

            FleetCommand second = command(fleet, server, "--resume", lastCheckpoint());
            assertThat(second.call()).isZero();

            fleet.assertEachHubExistsOnce(server);
            fleet.assertEachLineIsReportedOnce(0);
            assertThat(fleet.failures()).isEmpty();
        }
    }

    private FleetCommand command(Fleet fleet, ReferenceServer server, String... more) {
        FleetCommand command = new FleetCommand(
                StreamExecutionEnvironment.createLocalEnvironment(EmbeddedCluster.PARALLELISM),
                true,
                Map.of("SPKEY_BASE_URL", server.baseUrl().toString()));
        List<String> arguments = new ArrayList<>();
        arguments.add(fleet.parts().toString());
        arguments.addAll(List.of("--output", fleet.output().toString()));
        arguments.addAll(List.of("--checkpoints", checkpoints().toString()));
        arguments.addAll(List.of("--checkpoint-every", "PT0.2S"));
        arguments.addAll(List.of(more));
        new CommandLine(command).parseArgs(arguments.toArray(String[]::new));
        return command;
    }

    private Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    private String lastCheckpoint() throws IOException {
        try (Stream<Path> folders = Files.walk(checkpoints())) {
            return folders.filter(found -> Files.exists(found.resolve("_metadata")))
                    .max(Comparator.comparingInt(ResumeTest::number))
                    .orElseThrow()
                    .toString();
        }
    }

    private static int number(Path checkpoint) {
        return Integer.parseInt(checkpoint.getFileName().toString().substring("chk-".length()));
    }
}
