package co.spkey.sdk.hubs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A long input in a small heap. Not part of the build, since it takes minutes:
 * {@code ./mvnw -pl .,sdk-core,sdk-hubs,sdk-hubs/client test -Dtest=MillionHubsTest -Dbulk.million=1000000
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@EnabledIfSystemProperty(named = "bulk.million", matches = "\\d+")
class MillionHubsTest {

    @TempDir
    private Path folder;

    @Test
    void runInAHeapOf64MegabytesAndResumeInIt() throws Exception {
        long hubs = Long.getLong("bulk.million", 1_000_000);
        Path journal = folder.resolve("batch.journal");
        try (StubHubs server = StubHubs.forgetful()) {
            run(server, hubs, journal, "PROVISIONED=" + hubs);
            run(server, hubs, journal, "PROVISIONED_IN_EARLIER_RUN=" + hubs);
        }
    }

    private void run(StubHubs server, long hubs, Path journal, String expected) throws Exception {
        try (BulkProcess run = BulkProcess.start(
                folder, List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError"), server.baseUrl(), hubs, 32, journal)) {
            assertThat(run.endsWithin(60, TimeUnit.MINUTES)).isTrue();
            System.out.println(run.output());
            assertThat(run.output()).contains("COMPLETED: " + hubs + " results").contains(expected);
            assertThat(run.exitCode()).isZero();
        }
    }
}
