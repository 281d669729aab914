package co.spkey.sdk.examples.factoryline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import co.spkey.sdk.hubs.ProvisionHubRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestPartTest {

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static List<ManifestPart.Line> lines(String name, String text) throws IOException {
        List<ManifestPart.Line> lines = new ArrayList<>();
        try (ManifestPart part = ManifestPart.open(text(text), name)) {
            for (ManifestPart.Line line = part.next(); line != null; line = part.next()) {
                lines.add(line);
            }
        }
        return lines;
    }

    @Test
    void aPartIsReadInTheFormatThatItsNameTells() throws IOException {
        ProvisionHubRequest hub = ProvisionHubRequest.of("h-1", "S", "M");

        assertThat(lines("part.csv", "hubId,serial,model\nh-1,S,M\n"))
                .containsExactly(new ManifestPart.Line(2, "h-1", hub, null));
        for (String jsonLines : List.of("part.jsonl", "PART.NDJSON")) {
            assertThat(lines(jsonLines, "{\"hubId\":\"h-1\",\"serial\":\"S\",\"model\":\"M\"}\n"))
                    .containsExactly(new ManifestPart.Line(1, "h-1", hub, null));
        }
    }

    @Test
    void aLineThatCannotBeSentSaysWhyAndTheNextOneIsRead() throws IOException {
        List<ManifestPart.Line> lines = lines("part.csv", "hubId,serial,model\nh-1,,M\nh-2,S,M\n");

        assertThat(lines).extracting(ManifestPart.Line::hubId).containsExactly("h-1", "h-2");
        assertThat(lines.get(0).request()).isNull();
        assertThat(lines.get(0).problem()).contains("serial");
        assertThat(lines.get(1).problem()).isNull();
    }

    @Test
    void aPartWithoutHubsIsNoMistake() throws IOException {
        assertThat(lines("part.csv", "hubId,serial,model\n")).isEmpty();
    }

    @Test
    void whatIsNoManifestIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ManifestPart.open(text("call the plant\n"), "notes.csv"))
                .withMessageContaining("notes.csv has no column hubId");
    }
}
