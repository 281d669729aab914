package co.spkey.sdk.examples.fleetflink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class FleetCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest(name = "{0} with SPKEY_BASE_URL={1}")
    @CsvSource({
        "'', https://api.example.com, 'SPKEY_BASE_URL is set, but no folder is given'",
        "parts, '', 'a folder is given, but SPKEY_BASE_URL isn''t set'",
        "parts, https://api.example.com, 'where should the results go? Use --output FOLDER'",
        "parts --output out, no url, 'SPKEY_BASE_URL is no URL'",
        "parts --output out, http://api.example.com, 'base URL refused: plain http would send the credentials'",
        "parts --output out, https://api.example.com, 'where should the checkpoints go? Use --checkpoints FOLDER'",
        "parts --output out, https://me:secret@api.example.com, 'the base URL has a user and a password in it'",
        "parts --output out --credentials DEMO, https://api.example.com, 'DEMO are no credentials for SPKEY_BASE_URL'",
        "parts --output out --concurrency 0, https://api.example.com, 'concurrency must be 1 to 1024, not 0'",
        "parts --output out --max-per-second 0, https://api.example.com, 'maxPerSecond must be above 0, not 0.0'",
    })
    void whatIsHalfTheDemoAndHalfTheRealThingIsRefused(String arguments, String baseUrl, String why) {
        FleetCommand command = command(true, Map.of("SPKEY_BASE_URL", baseUrl));
        new CommandLine(command).parseArgs(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));

        assertThatIllegalArgumentException()
                .isThrownBy(command::call)
                .withMessageStartingWith(why)
                .withMessageNotContaining("secret");
    }

    @Test
    void aClusterHasItsOwnWayToResume() {
        FleetCommand command = command(false, Map.of("SPKEY_BASE_URL", "https://api.example.com"));
        CommandLine line = new CommandLine(command);
        line.parseArgs("s3://parts", "--output", "s3://out", "--checkpoints", "s3://chk", "--resume", "s3://chk/1");

        assertThatIllegalArgumentException()
                .isThrownBy(command::call)
                .withMessageContaining("use flink run --fromSavepoint s3://chk/1");
    }

    @Test
    void aClusterHasNoDemo() {
        FleetCommand command = command(false, Map.of());
        new CommandLine(command).parseArgs();

        assertThatIllegalArgumentException()
                .isThrownBy(command::call)
                .withMessageContaining("run the demo on this machine");
    }

    @Test
    void theDemoProvisionsIntoAServerOfItsOwnAndSaysSo() throws Exception {
        Fleet fleet = new Fleet(folder, 20);
        FleetCommand command = command(true, Map.of("SPKEY_BASE_URL", "https://api.example.com"));
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(command).setOut(new PrintWriter(out, true));
        line.parseArgs(
                "--demo", fleet.parts().toString(), "--output", fleet.output().toString());

        assertThat(command.call()).isZero();

        assertThat(out.toString())
                .contains("DEMO: nothing real is provisioned.")
                .contains("20 hubs are on the server")
                .endsWith("DEMO: nothing real was provisioned." + System.lineSeparator());
        fleet.assertEachLineIsReportedOnce(0);
        assertThat(fleet.failures()).isEmpty();
    }

    private static FleetCommand command(boolean onThisMachine, Map<String, String> environment) {
        return new FleetCommand(
                StreamExecutionEnvironment.createLocalEnvironment(EmbeddedCluster.PARALLELISM),
                onThisMachine,
                environment);
    }
}
