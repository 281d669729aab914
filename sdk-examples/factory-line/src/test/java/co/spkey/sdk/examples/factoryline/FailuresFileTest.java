package co.spkey.sdk.examples.factoryline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import co.spkey.sdk.examples.factoryline.ManifestLine.BadLine;
import co.spkey.sdk.examples.factoryline.ManifestLine.HubLine;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailuresFileTest {

    @TempDir
    private Path folder;

    private Path path() {
        return folder.resolve("failures.csv");
    }

    private List<ManifestLine> writtenAndReadAgain(HubFields... fields) throws IOException {
        try (FailuresFile file = FailuresFile.open(path())) {
            for (HubFields line : fields) {
                file.add(new LineProblem(7, line, "Kind", "what,\n\"went\" wrong", null));
            }
            file.complete();
        }
        List<ManifestLine> lines = new ArrayList<>();
        try (ManifestReader reader = Manifest.file(path()).open()) {
            for (ManifestLine line = reader.next(); line != null; line = reader.next()) {
                lines.add(line);
            }
        }
        return lines;
    }

    @Test
    void hubsComeBackFromItUnchanged() throws IOException {
        ProvisionHubRequest strange =
                ProvisionHubRequest.of("a,\"b\"\r\nc\rd\ne", "=1+1", "\uFEFF🔑").withVendorName("Schloß & Söhne");
        ProvisionHubRequest plain = ProvisionHubRequest.of("h", "S", "M").withThingName("t");

        assertThat(writtenAndReadAgain(HubFields.of(strange), HubFields.of(plain)))
                .extracting(line -> ((HubLine) line).request())
                .containsExactly(strange, plain);
    }

    @Test
    void whatIsNoHubDoesNotBecomeOneOnItsWayThroughTheFile() throws IOException {
        assertThat(writtenAndReadAgain(
                        HubFields.NONE,
                        HubFields.ofHub("only-an-id"),
                        new HubFields("h", null, "M", null, null),
                        new HubFields("..", "S", "M", null, null),
                        new HubFields("h", "S", "M", "maimed\uFFFD", null),
                        new HubFields(" h", "S", "M", null, null),
                        new HubFields("h\ud800", "S", "M", null, null),
                        new HubFields("h", "S", "M", "t\udc00", null)))
                .hasSize(8)
                .allSatisfy(line -> assertThat(line).isInstanceOf(BadLine.class));
    }

    @Test
    void untilItIsCompleteTheOldFileStays() throws IOException {
        Files.writeString(path(), "from yesterday");
        try (FailuresFile file = FailuresFile.open(path())) {
            file.add(new LineProblem(2, HubFields.ofHub("h"), "Kind", "wrong", null));
            assertThat(path()).hasContent("from yesterday");
            file.complete();
        }
        assertThat(Files.readString(path()))
                .isEqualTo("hubId,serial,model,thingName,vendorName,line,problem\nh,,,,,2,wrong\n");
        assertThat(folder).isDirectoryContaining(file -> file.equals(path()));
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void whatARunLeavesThatEndedEarlyStaysBesideTheOldFile() throws IOException {
        Files.writeString(path(), "from yesterday");
        try (FailuresFile file = FailuresFile.open(path())) {
            file.add(new LineProblem(2, HubFields.ofHub("h"), "Kind", "wrong", null));
            file.keepPart();
        }
        assertThat(path()).hasContent("from yesterday");
        assertThat(Files.readString(folder.resolve("failures.csv.part"))).endsWith("\nh,,,,,2,wrong\n");
    }

    @Test
    void whatWasNeverCompletedLeavesNothing() throws IOException {
        try (FailuresFile file = FailuresFile.open(path())) {
            file.add(new LineProblem(2, HubFields.ofHub("h"), "Kind", "wrong", null));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theRestOfAKilledRunIsWrittenOver() throws IOException {
        Files.writeString(
                folder.resolve("failures.csv.part"), "half a line of a killed run, and a long one at that".repeat(99));

        assertThat(writtenAndReadAgain(HubFields.of(ProvisionHubRequest.of("h", "S", "M"))))
                .hasSize(1);
    }

    @Test
    void twoRunsCannotWriteTheSameFile() {
        try (FailuresFile first = FailuresFile.open(path())) {
            assertThatExceptionOfType(CannotStartException.class)
                    .isThrownBy(() -> FailuresFile.open(path()))
                    .withMessageContaining("another run is writing");
            first.add(new LineProblem(2, HubFields.NONE, "Kind", "wrong", null));
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenIsRefused() {
        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(() -> FailuresFile.open(folder))
                .withMessageContaining("--failures");
        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(() -> FailuresFile.open(folder.resolve("missing").resolve("f.csv")))
                .withMessageContaining("--failures");
    }
}
