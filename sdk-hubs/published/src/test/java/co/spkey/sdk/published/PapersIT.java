package co.spkey.sdk.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is to be copied out of the papers names the version that they belong to. */
class PapersIT {

    @ParameterizedTest
    @CsvSource({
        "README.md, <artifactId>sdk-bom</artifactId>\\s*<version>([^<]+)<",
        "README.md, sdk-hubs-testkit-(\\S+)-standalone\\.jar",
        "sdk-examples/quickstart/README.md, sdk-hubs-testkit-(\\S+)-standalone\\.jar",
        "sdk-examples/spring-boot/README.md, sdk-hubs-testkit-(\\S+)-standalone\\.jar"
    })
    void theVersionThatIsNamedIsThisOne(String paper, String place) throws IOException {
        String text = Files.readString(Path.of(System.getProperty("published.sources"), paper));

        assertThat(Pattern.compile(place).matcher(text).results().map(MatchResult::group))
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found).contains(System.getProperty("published.version")));
    }
}
