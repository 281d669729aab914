package co.spkey.sdk.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What was promised, as files that are checked in. With {@code -Dpublished.update} they are written anew instead of being
 * compared; the difference is then looked at before it is committed.
 */
final class Expected {

    private Expected() {}

    static void holds(String name, List<String> actual) throws IOException {
        Path file = Path.of(System.getProperty("published.expected")).resolve(name);
        if (System.getProperty("published.update", "").equals("true")) {
            Files.createDirectories(file.getParent());
            Files.write(file, actual);
        }
        assertThat(Files.exists(file) ? Files.readAllLines(file) : List.of())
                .as(
                        "what is checked in as %s; if the change is meant, write it anew with -Dpublished.update=true"
                                + " (see .github/VERSIONING.md)",
                        file)
                .isEqualTo(actual);
    }

    static List<String> lines(String name) throws IOException {
        return Files.readAllLines(
                Path.of(System.getProperty("published.expected")).resolve(name));
    }
}
