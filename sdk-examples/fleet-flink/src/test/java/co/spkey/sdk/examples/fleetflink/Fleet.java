package co.spkey.sdk.examples.fleetflink;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.hubs.testkit.ReferenceServer;
import co.spkey.sdk.hubs.testkit.StoredHub;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The hubs of several plants in a test's folder, and what the job said of them. */
final class Fleet {

    /** A size that the gate can bear; the README says how to ask for more. */
    static final int HUBS = Integer.getInteger("fleet.hubs", 5_000);

    /** So slow that there is a middle to do something in. */
    static final double HUBS_PER_SECOND = Math.max(600, HUBS / 50.0);

    private static final int PARTS = 6;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final int hubs;

    /** Writes a manifest of so many hubs, each of them once. */
    Fleet(Path folder, int hubs) throws IOException {
        this.folder = folder;
        this.hubs = hubs;
        for (int part = 0; part < PARTS; part++) {
            Path file = Files.createDirectories(parts().resolve("plant-" + part % 2))
                    .resolve("part-" + part + ".csv");
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                out.write("hubId,serial,model\n");
                for (int hub = part; hub < hubs; hub += PARTS) {
                    out.write(id(hub) + "," + serial(hub) + ",SPK-HUB-2\n");
                }
            }
        }
    }

    /** Adds a part of its own. */
    Fleet with(String name, String text) throws IOException {
        Files.writeString(Files.createDirectories(parts().resolve("extra")).resolve(name), text);
        return this;
    }

    static String id(int hub) {
        return "hub-%07d".formatted(hub);
    }

    static String serial(int hub) {
        return "SN-%07d".formatted(hub);
    }

    Path parts() {
        return folder.resolve("parts");
    }

    Path output() {
        return folder.resolve("output");
    }

    List<JsonNode> results() throws IOException {
        return committed("results");
    }

    List<JsonNode> failures() throws IOException {
        return committed("failures");
    }

    /** What the engine has made final; the names of everything else begin with a dot. */
    private List<JsonNode> committed(String kind) throws IOException {
        Path results = output().resolve(kind);
        if (Files.notExists(results)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(results)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .flatMap(Fleet::lines)
                    .toList();
        }
    }

    private static Stream<JsonNode> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().map(Fleet::json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each hub is on the server, was made once, and has its own data. */
    void assertEachHubExistsOnce(ReferenceServer server) {
        assertThat(server.hubs().count()).isEqualTo(hubs);
        for (int hub = 0; hub < hubs; hub++) {
            StoredHub stored = Objects.requireNonNull(server.hubs().find(id(hub)), id(hub));
            assertThat(stored.serial()).isEqualTo(serial(hub));
            assertThat(stored.events()).as("events of %s", id(hub)).hasSize(1);
        }
    }

    /** Results and failures add up to the input, and no line is told of twice. */
    void assertEachLineIsReportedOnce(int linesMore) throws IOException {
        List<String> places = Stream.concat(results().stream(), failures().stream())
                .map(line -> line.get("part").asText() + ":" + line.get("line").asText())
                .toList();
        assertThat(places).doesNotHaveDuplicates().hasSize(hubs + linesMore);
    }
}
