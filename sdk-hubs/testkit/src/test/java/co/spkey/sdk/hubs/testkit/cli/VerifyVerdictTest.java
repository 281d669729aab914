package co.spkey.sdk.hubs.testkit.cli;

import static co.spkey.sdk.hubs.testkit.cli.Ended.run;
import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.hubs.testkit.ReferenceServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that has proved nothing doesn't look like one that passed. */
class VerifyVerdictTest {

    private static final List<String> REPORTS = List.of(ReportFiles.PAGE, ReportFiles.JSON, ReportFiles.JUNIT);

    @TempDir
    private Path folder;

    private final ReferenceServer server = ReferenceServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    private Ended verify(String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "verify";
        arguments[1] = "--base-url";
        arguments[2] = server.baseUrl().toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return run(arguments);
    }

    @Test
    void whereNothingThatCountsCouldBeTriedTheRunSaysSoAndEndsWith3() throws Exception {
        // with one credential and no leave to write, no clause of level D can be tried
        Ended ended = verify("--level", "D", "--report", folder.toString());

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).contains("Nothing that counts could be tried (").doesNotContain("Everything");
        assertThat(folder.resolve(ReportFiles.JSON)).content().contains("\"passed\" : false");
    }

    @Test
    void anOldReportIsGoneWhenTheRunEndsWithoutANewOne() throws Exception {
        for (String name : REPORTS) {
            Files.writeString(folder.resolve(name), "an old pass");
        }
        server.close();

        Ended ended = verify("--report", folder.toString());

        assertThat(ended.code()).isEqualTo(3);
        assertThat(folder).isEmptyDirectory();
    }
}
