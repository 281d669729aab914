package co.spkey.sdk.examples.factoryline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.examples.factoryline.SeenHubs.Seen;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class DryRunTest {

    private final StringWriter out = new StringWriter();

    private boolean isAllFine(String manifest) throws IOException {
        Display display = new PlainDisplay(new PrintWriter(out), new PrintWriter(out), System::nanoTime);
        LineLog log = new LineLog(
                display,
                new OutcomeTable(display, true),
                new Progress(Manifest.UNKNOWN, Manifest.UNKNOWN, System::nanoTime),
                null);
        DryRun run = new DryRun(log);
        try (ManifestReader lines =
                new CsvManifestReader(new TextLines(new ByteArrayInputStream(manifest.getBytes(UTF_8))), "line.csv")) {
            log.begin(List.of());
            run.run(lines);
        }
        log.end(run.summary());
        return run.isAllFine();
    }

    @Test
    void badLinesAndOtherDataForTheSameHubAreFound() throws IOException {
        assertThat(isAllFine("hubId,serial,model\nh,S,M\nh,S,M\nh,T,M\nH,S,M\n,S,M\n"))
                .isFalse();

        assertThat(out.toString())
                .contains("duplicate of line 2", "line 2 has this hub with other data", "hubId is empty")
                .contains("2 hubs; bad lines: 1, hubs that come again with other data: 1, with the same data: 1");
    }

    @Test
    void repeatsWithTheSameDataAreFine() throws IOException {
        assertThat(isAllFine("hubId,serial,model,thingName\nh,S,M,t\nh,S,M,t\n"))
                .isTrue();
    }

    @Test
    void dataThatDiffersInAnyFieldIsOtherData() {
        SeenHubs seen = new SeenHubs();
        ProvisionHubRequest hub = ProvisionHubRequest.of("h", "ab", "c");

        assertThat(seen.see(2, hub)).isNull();
        assertThat(seen.see(3, ProvisionHubRequest.of("h", "ab", "c"))).isEqualTo(new Seen(2, true));
        assertThat(seen.see(4, ProvisionHubRequest.of("h", "a", "bc"))).isEqualTo(new Seen(2, false));
        assertThat(seen.see(5, hub.withThingName("t"))).isEqualTo(new Seen(2, false));
        // What the backend takes for the name when none is sent.
        assertThat(seen.see(5, hub.withThingName("h"))).isEqualTo(new Seen(2, true));
        assertThat(seen.see(6, hub.withVendorName("v"))).isEqualTo(new Seen(2, false));
    }

    @Test
    void manyHubsAreToldApart() {
        SeenHubs seen = new SeenHubs();
        for (int i = 0; i < 200_000; i++) {
            assertThat(seen.see(i, ProvisionHubRequest.of("h-" + i, "S", "M"))).isNull();
        }
        assertThat(seen.see(1, ProvisionHubRequest.of("h-123456", "S", "M"))).isEqualTo(new Seen(123_456, true));
    }
}
