package co.spkey.sdk.examples.factoryline;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.hubs.testkit.ErrorShape;
import co.spkey.sdk.hubs.testkit.Fault;
import co.spkey.sdk.hubs.testkit.RecordedRequest;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import co.spkey.sdk.hubs.testkit.StoredHub;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Kills the program at random instants and starts it again with the same command, while the backend loses requests and
 * answers. {@code -Dline.kills=20 -Dline.hubs=5000} makes it harder; the seed is printed with a failure
 * and can be given as {@code -Dline.seed}.
 */
class FactoryLineKillIT extends FactoryLineProcess {

    private static final int KILLS = Integer.getInteger("line.kills", 5);
    private static final int HUBS = Integer.getInteger("line.hubs", 1_000);
    private static final long SEED = Long.getLong("line.seed", System.nanoTime());
    private static final Pattern DONE = Pattern.compile("\\{\"done\":\"(hub-\\d+)\".*\"crc\":\"[0-9a-f]{8}\"}");
    private static final Pattern PROVISIONING = Pattern.compile(".*/hubs/(hub-\\d+)/ProvisionHub");

    @Test
    void whateverTheInstantOfTheKillNothingIsLostAndNothingThatIsDoneIsSentAgain() throws Exception {
        Random random = new Random(SEED);
        try (ReferenceServer server = ReferenceServer.start()) {
            server.faults()
                    .withProbability(0.02, SEED, new Fault.CutConnection())
                    .withProbability(0.02, SEED + 1, new Fault.CutConnection().afterApplying())
                    .withProbability(0.02, SEED + 2, new Fault.ErrorAnswer(ErrorShape.E3B, 500))
                    .withProbability(0.02, SEED + 3, new Fault.ErrorAnswer(ErrorShape.E5, 500))
                    .withProbability(0.02, SEED + 4, new Fault.ErrorAnswer(ErrorShape.E4, 503).withRetryAfter("0"));
            String[] arguments = {
                "provision", manifestOf(HUBS), "--journal", path("journal"),
                "--failures", path("failed.csv"), "--report", path("report.json")
            };
            Map<String, String> real = realThing(server, ReferenceServer.DEFAULT_API_KEY);
            int killed = 0;
            for (int i = 0; i < KILLS; i++) {
                Set<String> doneBefore = done();
                Files.deleteIfExists(folder.resolve("report.json"));
                server.requests().clear();
                Process process = start(program(real, arguments)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("killed").toFile()));
                if (killedAfter(process, server, random.nextInt(2 * HUBS / KILLS))) {
                    killed++;
                    assertThat(folder.resolve("report.json")).doesNotExist();
                }
                assertThat(sentTo(server)).as("seed %d", SEED).noneMatch(doneBefore::contains);
            }
            assertThat(killed).as("kills that met a run, seed %d", SEED).isPositive();

            Set<String> doneBefore = done();
            server.requests().clear();
            Ended last = run(real, arguments);

            assertThat(last.exitCode()).as("%s, seed %d", last, SEED).isZero();
            assertThat(last.out()).contains(HUBS + " of " + HUBS + " hubs are provisioned");
            assertThat(sentTo(server)).as("seed %d", SEED).noneMatch(doneBefore::contains);
            assertThat(done()).hasSize(HUBS);
            assertThat(server.hubs().count()).isEqualTo(HUBS);
            for (int i = 1; i <= HUBS; i++) {
                assertThat(server.hubs().find("hub-" + i))
                        .extracting(StoredHub::serial, StoredHub::version)
                        .containsExactly("S-" + i, 1);
            }
            JsonNode report =
                    new ObjectMapper().readTree(folder.resolve("report.json").toFile());
            int reported = 0;
            for (JsonNode count : report.path("outcomes")) {
                reported += count.asInt();
            }
            assertThat(reported).isEqualTo(HUBS);
            assertThat(Files.readAllLines(folder.resolve("failed.csv")))
                    .as("header alone")
                    .hasSize(1);
        }
    }

    /** Before so many requests have come, the JVM's start is killed too now and then. */
    private static boolean killedAfter(Process process, ReferenceServer server, int requests)
            throws InterruptedException {
        while (server.requests().count() < requests) {
            if (process.waitFor(1, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        process.destroyForcibly().waitFor();
        return process.exitValue() != 0;
    }

    private Set<String> done() throws IOException {
        Path journal = folder.resolve("journal");
        if (!Files.exists(journal)) {
            return Set.of();
        }
        return Files.readAllLines(journal).stream()
                .map(DONE::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> sentTo(ReferenceServer server) {
        return server.requests().all().stream()
                .map(RecordedRequest::path)
                .map(PROVISIONING::matcher)
                .filter(Matcher::matches)
                .map(path -> path.group(1))
                .collect(Collectors.toSet());
    }
}
