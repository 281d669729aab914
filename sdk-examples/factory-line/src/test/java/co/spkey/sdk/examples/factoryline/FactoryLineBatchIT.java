package co.spkey.sdk.examples.factoryline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.hubs.testkit.ReferenceServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a batch needs that goes through the night: journal, failures file, report, being stopped, a look beforehand. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FactoryLineBatchIT extends FactoryLineProcess {

    private final ReferenceServer server = ReferenceServer.start();
    private final Map<String, String> real = realThing(server, ReferenceServer.DEFAULT_API_KEY);

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Test
    void theFailuresFileIsAManifestThatBringsTheRestHome() throws Exception {
        server.things().strict();
        for (int i = 1; i <= 5; i++) {
            server.things().register("hub-" + i);
        }
        String manifest = manifest("hubId,serial,model\nhub-1,S,M\nhub-6,S,M\n,S,M\nhub-7,\"S,M\nhub-2,S,M\n");

        Ended first =
                run(real, "provision", manifest, "--failures", path("failed.csv"), "--report", path("report.json"));

        assertThat(first.exitCode()).isEqualTo(1);
        assertThat(first.out()).contains("What failed, with the reasons, is in " + path("failed.csv"));
        assertThat(Files.readAllLines(folder.resolve("failed.csv")))
                .hasSize(4)
                .startsWith("hubId,serial,model,thingName,vendorName,line,problem")
                .anyMatch(line -> line.startsWith("hub-6,S,M,,,3,"))
                .contains(",S,M,,,4,hubId is empty", ",,,,,5,a quote is opened and never closed");
        JsonNode report =
                new ObjectMapper().readTree(folder.resolve("report.json").toFile());
        assertThat(report.path("end").asText()).isEqualTo("COMPLETED");
        assertThat(report.path("outcomes").path("PROVISIONED").asInt()).isEqualTo(2);
        assertThat(report.path("outcomes").path("FAILED").asInt()).isEqualTo(1);
        assertThat(report.path("badLines").asInt()).isEqualTo(2);
        assertThat(report.path("firstProblems")).hasSize(3);

        server.things().register("hub-6");
        Ended second = run(real, "provision", path("failed.csv"));

        assertThat(second.exitCode())
                .as("two lines still wait for somebody to correct them")
                .isEqualTo(1);
        assertThat(second.out()).contains("1 of 3 hubs are provisioned (1 provisioned); 2 bad lines");
        assertThat(server.hubs().ids()).containsExactlyInAnyOrder("hub-1", "hub-2", "hub-6");
    }

    @Test
    void aRunThatEndsEarlyLeavesTheFailuresOfTheLastCompleteOneInTheirPlace() throws Exception {
        Path failures = Files.writeString(folder.resolve("failed.csv"), "from yesterday");
        String manifest = manifest("hubId,serial,model\n,S,M\nhub-1,S,M\n");

        Ended ended = run(
                realThing(server, "sekret-wrong"),
                "provision",
                manifest,
                "--failures",
                path("failed.csv"),
                "--report",
                path("report.json"));

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out())
                .contains("0 hubs are provisioned so far; 1 bad line")
                .containsPattern("What failed so far, with the reasons, is in .*failed\\.csv\\.part\\.");
        assertThat(failures).hasContent("from yesterday");
        assertThat(Files.readAllLines(folder.resolve("failed.csv.part")))
                .hasSize(2)
                .contains(",S,M,,,2,hubId is empty");
        assertThat(Files.readString(folder.resolve("report.json"))).contains("\"end\" : \"REFUSED\"");
    }

    @Test
    void withAJournalNothingThatIsDoneIsSentAgain() throws Exception {
        String manifest = manifestOf(300);

        assertThat(run(real, "provision", manifest, "--journal", path("j")).exitCode())
                .isZero();
        long requests = server.requests().count();
        Ended again = run(real, "provision", manifest, "--journal", path("j"));

        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("300 of 300 hubs are provisioned (300 done in an earlier run)");
        assertThat(server.requests().count()).isEqualTo(requests);
    }

    @Test
    void anotherBackendsJournalIsRefusedBeforeAnythingIsSent() throws Exception {
        String manifest = manifestOf(3);
        assertThat(run(real, "provision", manifest, "--journal", path("j")).exitCode())
                .isZero();

        try (ReferenceServer other = ReferenceServer.start()) {
            Ended ended = run(
                    realThing(other, ReferenceServer.DEFAULT_API_KEY), "provision", manifest, "--journal", path("j"));

            assertThat(ended.exitCode()).isEqualTo(2);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err()).contains("name another journal");
            assertThat(other.requests().count()).isZero();
        }
    }

    /** What a killed run has left beside the place of its failures is a manifest like any other. */
    @Test
    void theBeginningOfAFileIsNoManifestForWhatIsToReplaceIt() throws Exception {
        Path part = Files.copy(Path.of(manifestOf(3)), Path.of(path("failed.csv.part")));
        String before = Files.readString(part);
        try (ReferenceServer server = ReferenceServer.start()) {
            Ended ended = run(
                    realThing(server, ReferenceServer.DEFAULT_API_KEY),
                    "provision",
                    part.toString(),
                    "--failures",
                    path("failed.csv"));

            assertThat(ended.exitCode()).isEqualTo(2);
            assertThat(ended.err()).contains("the manifest are the same file", "failed.csv.part");
            assertThat(server.requests().count()).isZero();
        }
        assertThat(part).hasContent(before);
    }

    @Test
    void filesThatCannotBeWrittenAreRefusedBeforeAnythingIsSent() throws Exception {
        String manifest = manifestOf(3);
        String nowhere = path("missing") + "/file";
        List<List<String>> refused = List.of(
                List.of("--failures", nowhere),
                List.of("--report", nowhere),
                List.of("--journal", nowhere),
                List.of("--journal", manifest),
                List.of("--failures", manifest),
                List.of("--report", path("same"), "--failures", path("same")),
                // A file that isn't whole yet lies beside its place.
                List.of("--report", path("same"), "--failures", path("same.part")),
                List.of("--journal", path("same.part"), "--failures", path("same")),
                List.of("--concurrency", "0"),
                List.of("--max-per-second", "-1"));
        for (List<String> options : refused) {
            List<String> arguments = new ArrayList<>(List.of("provision", manifest));
            arguments.addAll(options);
            Ended ended = run(real, arguments.toArray(String[]::new));

            assertThat(ended.exitCode()).as("%s", options).isEqualTo(2);
            assertThat(ended.out()).as("%s", options).isEmpty();
            assertThat(ended.err()).as("%s", options).contains("See factory-line");
        }
        assertThat(server.requests().count()).isZero();
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("line.csv", "out", "err");
    }

    @Test
    void aDryRunNeedsNoEnvironmentAndSendsNothing() throws Exception {
        String jsonLines = Files.writeString(folder.resolve("line.jsonl"), """
                        {"hubId":"h","serial":"S","model":"M"}
                        {"hubId":"h","serial":"T","model":"M"}
                        {}
                        """).toString();

        Ended ended = run(NOTHING_SET, "provision", jsonLines, "--dry-run", "--failures", path("failed.csv"));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out())
                .startsWith("DRY RUN over ")
                .contains("line 1 has this hub with other data", "hubId is empty", "Dry run: nothing was sent. 1 hubs");
        assertThat(Files.readAllLines(folder.resolve("failed.csv"))).hasSize(3);

        run(real, "provision", jsonLines, "--dry-run");
        assertThat(server.requests().count()).isZero();
        assertThat(run(NOTHING_SET, "provision", "--dry-run").exitCode()).isEqualTo(2);
    }

    @Test
    void aManifestMayBeLargerThanTheMemory() throws Exception {
        Path manifest = folder.resolve("large.jsonl");
        String filler = "x".repeat(2_000);
        try (BufferedWriter lines = Files.newBufferedWriter(manifest)) {
            for (int i = 0; i < 30_000; i++) {
                lines.write(
                        "{\"hubId\":\"hub-" + i + "\",\"serial\":\"S\",\"model\":\"M\",\"note\":\"" + filler + "\"}\n");
            }
        }
        Ended ended = run(
                List.of("-Xmx24m", "-XX:+ExitOnOutOfMemoryError"),
                NOTHING_SET,
                "provision",
                manifest.toString(),
                "--dry-run");

        assertThat(Files.size(manifest)).isGreaterThan(60_000_000);
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("30000 hubs");
        assertThat(ended.out().lines().count()).isLessThan(10);
        assertThat(ended.err()).contains("of about");
    }

    @Test
    void aRunThatIsToldToStopFinishesWhatIsInFlightAndSaysHowToGoOn() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        CountDownLatch stopping = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer slow = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        slow.setExecutor(threads);
        slow.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            requests.incrementAndGet();
            if (!exchange.getRequestURI().getPath().matches("/hubs/hub-[1-4]/ProvisionHub")) {
                await(stopping);
            }
            byte[] answer = ("{\"success\":true,\"aggregateId\":\"h\",\"version\":1,"
                            + "\"event\":{\"type\":\"HubProvisioned\",\"data\":{}}}")
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(201, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        slow.start();
        try {
            String baseUrl = "http://127.0.0.1:" + slow.getAddress().getPort();
            Map<String, String> variables = Map.of("SPKEY_BASE_URL", baseUrl, "SPKEY_API_KEY", "sekret-key");
            String[] arguments = {
                "provision",
                manifestOf(50),
                "--journal",
                path("the journal"),
                "--concurrency",
                "8",
                "--report",
                path("report.json")
            };
            Process process = start(program(variables, arguments).redirectErrorStream(true));
            BufferedReader out = process.inputReader(UTF_8);
            readUntil(out, "    2  hub-1 ");
            // not the process's own destroy(), which closes the streams that are still to be read
            process.toHandle().destroy();
            readUntil(out, "Stopping: ");
            stopping.countDown();

            List<String> rest = out.lines().toList();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
            int sent = requests.get();
            assertThat(sent).isLessThan(50);
            assertThat(rest)
                    .contains(
                            "Ended early: it was stopped.",
                            "To go on where it ended, with the same environment and options of java (-D...):")
                    .anyMatch(line -> line.startsWith(sent + " hubs are provisioned so far ("))
                    .anyMatch(line -> line.contains(" --journal '" + path("the journal") + "' --concurrency 8 "));
            assertThat(Files.readAllLines(folder.resolve("the journal")))
                    .filteredOn(line -> line.startsWith("{\"done\""))
                    .hasSize(sent);
            assertThat(Files.readString(folder.resolve("report.json"))).contains("\"end\" : \"CANCELLED\"");

            assertThat(run(variables, arguments).exitCode()).isZero();
            assertThat(requests).hasValue(50);
        } finally {
            slow.stop(0);
            threads.shutdownNow();
        }
    }

    private static void readUntil(BufferedReader out, String start) throws IOException {
        String line = out.readLine();
        while (line != null && !line.startsWith(start)) {
            line = out.readLine();
        }
        assertThat(line).isNotNull();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException serverStopped) {
            Thread.currentThread().interrupt();
        }
    }
}
