package co.spkey.sdk.examples.factoryline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.examples.factoryline.ManifestLine.BadLine;
import co.spkey.sdk.examples.factoryline.ManifestLine.HubLine;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesManifestReaderTest {

    private static List<ManifestLine> lines(String manifest) throws IOException {
        List<ManifestLine> lines = new ArrayList<>();
        try (ManifestReader reader = new JsonLinesManifestReader(
                new TextLines(new ByteArrayInputStream(manifest.getBytes(UTF_8))), "line.jsonl")) {
            for (ManifestLine line = reader.next(); line != null; line = reader.next()) {
                lines.add(line);
            }
        }
        return lines;
    }

    @Test
    void aHubHasWhatItsFieldsSay() throws IOException {
        String manifest = "\uFEFF{\"hubId\":\"h\\u002d1\",\"serial\":\"S\",\"model\":\"M\",\"thingName\":\"t\","
                + "\"vendorName\":\"Ä, \\\"B\\\"\",\"box\":{\"of\":[1,{\"hubId\":\"no\"}]}}\r\n\r\n"
                + "{\"model\":\"M\",\"serial\":\"S\",\"hubId\":\"h-2\",\"thingName\":null,\"vendorName\":\"\"}";

        assertThat(lines(manifest))
                .containsExactly(
                        new HubLine(
                                1,
                                ProvisionHubRequest.of("h-1", "S", "M")
                                        .withThingName("t")
                                        .withVendorName("Ä, \"B\"")),
                        new HubLine(3, ProvisionHubRequest.of("h-2", "S", "M")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nonsense                                                    | no JSON: Unrecognized token 'nonsense'",
                "{\"hubId\":\"h\",\"serial\":\"S\",\"model\":\"M\"             | no JSON: Unexpected end-of-input",
                "[\"h\",\"S\",\"M\"]                                          | the line is no JSON object",
                "{\"hubId\":\"h\",\"hubId\":\"i\",\"serial\":\"S\",\"model\":\"M\"} | no JSON: Duplicate field 'hubId'",
                "{\"hubId\":\"h\",\"serial\":\"S\",\"model\":\"M\"} {}        | there is more than one JSON object in"
                        + " the line",
                "{\"hubId\":\"h\",\"serial\":42,\"model\":\"M\"}              | serial is no string; put it in quotes",
                "{\"hubId\":\"h\",\"serial\":[\"S\"],\"model\":\"M\"}         | serial is no string; put it in quotes",
                "{\"hubId\":\"h\",\"model\":\"M\"}                            | serial is empty",
                "{\"hubId\":\"h\",\"serial\":null,\"model\":\"M\"}            | serial is empty",
                "{\"hubId\":\"h\",\"serial\":\"S\\t\",\"model\":\"M\"}         | serial ends with a blank; take it out",
                "{\"hubId\":\"h\\ud800\",\"serial\":\"S\",\"model\":\"M\"}     | hubId holds an unpaired surrogate",
            })
    void aBadLineIsReportedAndTheNextOneRead(String bad, String reason) throws IOException {
        List<ManifestLine> lines = lines(bad + "\n{\"hubId\":\"next\",\"serial\":\"S\",\"model\":\"M\"}\n");

        assertThat(lines).hasSize(2).last().isEqualTo(new HubLine(2, ProvisionHubRequest.of("next", "S", "M")));
        assertThat(lines.get(0))
                .isInstanceOfSatisfying(
                        BadLine.class, line -> assertThat(line.reason()).startsWith(reason));
    }

    @Test
    void nestingWithoutEndFailsItsLineAlone() throws IOException {
        assertThat(lines("{\"x\":" + "[".repeat(50_000) + "\n{\"hubId\":\"h\",\"serial\":\"S\",\"model\":\"M\"}"))
                .hasSize(2)
                .last()
                .isInstanceOf(HubLine.class);
    }
}
