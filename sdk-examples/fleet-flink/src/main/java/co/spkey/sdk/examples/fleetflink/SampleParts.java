package co.spkey.sdk.examples.fleetflink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the demo provisions: the parts of two plants, with what goes wrong between plants. */
final class SampleParts {

    private static final int HUBS = 1_000;

    private SampleParts() {}

    /** Writes the parts and returns the folder. */
    static Path writeTo(Path folder) throws IOException {
        Path north = Files.createDirectories(folder.resolve("plant-north"));
        Path south = Files.createDirectories(folder.resolve("plant-south"));
        part(north.resolve("part-1.csv"), 0, List.of());
        part(north.resolve("part-2.csv"), 1, List.of());
        part(
                south.resolve("part-1.csv"),
                2,
                List.of(
                        "hub-0-0007,SN-0-0007,SPK-HUB-2", // the same again
                        "hub-0-0008,SN-OF-ANOTHER,SPK-HUB-2", // the same hub with other data
                        "hub-2-9999,,SPK-HUB-2")); // no serial
        return folder;
    }

    private static void part(Path file, int number, List<String> more) throws IOException {
        StringBuilder text = new StringBuilder("hubId,serial,model\n");
        for (int i = 0; i < HUBS; i++) {
            String id = "%d-%04d".formatted(number, i);
            text.append("hub-").append(id).append(",SN-").append(id).append(",SPK-HUB-2\n");
        }
        more.forEach(line -> text.append(line).append('\n'));
        Files.writeString(file, text);
    }
}
