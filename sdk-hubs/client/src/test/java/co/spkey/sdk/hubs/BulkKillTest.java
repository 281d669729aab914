package co.spkey.sdk.hubs;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.hubs.StubHubs.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a run at random instants and resumes it. {@code -Dbulk.kills=20 -Dbulk.hubs=5000} makes it harder; the seed is
 * printed with a failure and can be given as {@code -Dbulk.seed}.
 */
class BulkKillTest {

    private static final int KILLS = Integer.getInteger("bulk.kills", 8);
    private static final int HUBS = Integer.getInteger("bulk.hubs", 2000);
    private static final long SEED = Long.getLong("bulk.seed", System.nanoTime());
    private static final Pattern DONE = Pattern.compile("\\{\"done\":\"(hub-\\d+)\".*\"crc\":\"[0-9a-f]{8}\"}");

    @TempDir
    private Path folder;

    @Test
    void whateverTheInstantOfTheKillNothingIsLostAndNothingThatIsDoneIsSentAgain() throws Exception {
        Random random = new Random(SEED);
        Set<String> done = ConcurrentHashMap.newKeySet();
        Set<String> sentAlthoughDone = ConcurrentHashMap.newKeySet();
        Path journal = folder.resolve("batch.journal");
        try (StubHubs server = StubHubs.start()) {
            server.script(request -> {
                if (!request.isStatus() && done.contains(request.hubId())) {
                    sentAlthoughDone.add(request.hubId());
                }
                return fault(server, request);
            });
            int killed = 0;
            for (int i = 0; i < KILLS; i++) {
                try (BulkProcess run = start(server, journal)) {
                    killAfter(run, server, 1 + random.nextInt(2 * HUBS / KILLS));
                    killed += run.exitCode() == 0 ? 0 : 1;
                }
                done.addAll(journaledAsDone(journal));
            }
            assertThat(killed).as("kills that met a run, seed %d", SEED).isPositive();
            try (BulkProcess last = start(server, journal)) {
                assertThat(last.endsWithin(5, TimeUnit.MINUTES)).isTrue();
                assertThat(last.output()).as("seed %d", SEED).contains("COMPLETED: " + HUBS + " results");
                assertThat(last.exitCode()).isZero();
            }
            assertThat(sentAlthoughDone).as("seed %d", SEED).isEmpty();
            assertThat(server.storedCount()).isEqualTo(HUBS);
            for (int i = 0; i < HUBS; i++) {
                String stored = String.valueOf(server.stored("hub-" + i));
                assertThat(StubHubs.field(stored, "serial")).isEqualTo("SN-" + i);
            }
            assertThat(new HashSet<>(journaledAsDone(journal))).hasSize(HUBS);
        }
    }

    private BulkProcess start(StubHubs server, Path journal) throws IOException {
        return BulkProcess.start(
                folder,
                List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                server.baseUrl(),
                HUBS,
                16,
                journal);
    }

    /** Before so many more requests have come, the JVM's start is killed too now and then. */
    private static void killAfter(BulkProcess run, StubHubs server, int requests) throws InterruptedException {
        long until = server.requests() + requests;
        while (run.isAlive() && server.requests() < until) {
            Thread.onSpinWait();
            if (run.endsWithin(1, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        run.kill();
    }

    /** Now and then an answer gets lost, before or after the effect, or the backend is busy. */
    private static @Nullable Reply fault(StubHubs server, StubHubs.Request request) {
        return switch ((int) (request.number() % 41)) {
            case 7 -> {
                server.regular(request);
                yield Reply.of(500);
            }
            case 19 -> Reply.of(502);
            case 31 -> Reply.of(503).with("Retry-After: 0");
            default -> null;
        };
    }

    private static List<String> journaledAsDone(Path journal) throws IOException {
        if (!Files.exists(journal)) {
            return List.of();
        }
        return Files.readAllLines(journal).stream()
                .map(DONE::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .toList();
    }
}
