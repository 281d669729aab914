package co.spkey.sdk.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JarsIT {

    @Test
    void whatComesAlongIsWhatIsCheckedIn() throws IOException {
        List<String> dependencies = Files.readAllLines(Path.of(System.getProperty("published.dependencies"))).stream()
                .map(String::strip)
                .filter(line -> line.contains(":"))
                .filter(line -> !line.endsWith(":"))
                .map(line -> line.replaceAll(" -- module.*", "")
                        .replace(":" + System.getProperty("published.version") + ":", ":"))
                .sorted()
                .toList();

        Expected.holds("dependencies.txt", dependencies);
    }

    /** A line is the greatest size of one jar; a jar that has become much smaller asks for a smaller line. */
    @Test
    void noJarIsLargerThanIsCheckedIn() throws IOException {
        List<String> named = new ArrayList<>();
        for (String line : Expected.lines("jar-sizes.txt")) {
            String[] words = line.split(" ", -1);
            long limit = Long.parseLong(words[1]) * 1024;
            PublishedJar jar = PublishedJar.ALL.stream()
                    .filter(candidate -> candidate.artifact().equals(words[0]))
                    .findAny()
                    .orElseThrow();
            assertThat(Files.size(jar.file())).as(line + " KB").isBetween(limit * 4 / 5, limit);
            named.add(words[0]);
        }

        assertThat(named)
                .containsExactlyElementsOf(
                        PublishedJar.ALL.stream().map(PublishedJar::artifact).toList());
    }
}
