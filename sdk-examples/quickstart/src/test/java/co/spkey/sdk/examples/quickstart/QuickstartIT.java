package co.spkey.sdk.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.hubs.testkit.ReferenceServer;
import co.spkey.sdk.hubs.testkit.ReferenceServerExtension;
import co.spkey.sdk.hubs.testkit.StoredHub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs the jar as a new user would: from a shell, against a server over real sockets. */
@Timeout(60)
class QuickstartIT {

    private static final String JAR = Objects.requireNonNull(System.getProperty("example.jar"));
    private static final String END_OF_LINE = System.lineSeparator();

    /** Where one of these is set, the JVM or its launcher says so on the program's standard error. */
    private static final Set<String> NOTED_BY_JAVA = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    @TempDir
    private Path folder;

    /** Fails a test whose program broke the wire contract. */
    @RegisterExtension
    final ReferenceServerExtension backend = ReferenceServerExtension.builder()
            .server(server -> server.apiKey("sekret-key"))
            .build();

    private ReferenceServer server;

    @BeforeEach
    void takeServer(ReferenceServer injected) {
        server = injected;
    }

    private record Ended(int exitCode, String out, String err) {}

    private Ended quickstart(Map<String, String> variables) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder process = new ProcessBuilder(java, "-jar", JAR)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        process.environment().keySet().removeIf(name -> name.startsWith("SPKEY_"));
        process.environment().keySet().removeAll(NOTED_BY_JAVA);
        process.environment().putAll(variables);
        int exitCode = process.start().waitFor();
        return new Ended(exitCode, text(out), text(err));
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    @Test
    void itProvisionsTheHubAndSaysWhatHappened() throws Exception {
        Map<String, String> variables =
                Map.of("SPKEY_BASE_URL", server.baseUrl().toString(), "SPKEY_API_KEY", "sekret-key");

        assertThat(quickstart(variables)).isEqualTo(new Ended(0, "hub-0042: PROVISIONED" + END_OF_LINE, ""));
        assertThat(quickstart(variables)).isEqualTo(new Ended(0, "hub-0042: ALREADY_PROVISIONED" + END_OF_LINE, ""));

        assertThat(server.hubs().find("hub-0042"))
                .extracting(StoredHub::serial, StoredHub::model, StoredHub::thingName)
                .containsExactly("SN-0042", "SPK-HUB-2", "hub-0042");
    }

    @Test
    void aRefusedKeyIsOneLineThatDoesNotShowIt() throws Exception {
        Ended ended =
                quickstart(Map.of("SPKEY_BASE_URL", server.baseUrl().toString(), "SPKEY_API_KEY", "sekret-wrong"));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).hasLineCount(1).contains("hub-0042", "401").doesNotContain("sekret");
        assertThat(server.hubs().count()).isZero();
    }

    @Test
    void missingCredentialsAreNamedAndNothingIsSent() throws Exception {
        Ended ended = quickstart(Map.of("SPKEY_BASE_URL", server.baseUrl().toString()));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).hasLineCount(1).contains("SPKEY_API_KEY", "SPKEY_BEARER_TOKEN");
        assertThat(server.requests().count()).isZero();
    }
}
