package co.spkey.sdk.hubs.testkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the jar that ships, as a process of its own. */
@Timeout(120)
class StandaloneJarIT {

    private static final String JAR = System.getProperty("standalone.jar");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endProcesses() {
        started.forEach(Process::destroyForcibly);
    }

    private Process run(String... arguments) throws IOException {
        return run(Map.of(), arguments);
    }

    private Process run(Map<String, String> credentials, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("SPKEY_"));
        builder.environment().putAll(credentials);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static int provision(String baseUrl, String path, String key, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .header("X-API-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private static String firstLine(BufferedReader out) throws IOException {
        String line = out.readLine();
        assertThat(line).matches("Listening on http://127\\.0\\.0\\.1:\\d+");
        return line.substring("Listening on ".length());
    }

    private static String text(java.io.InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void itServesUntilItIsTerminated() throws Exception {
        Process process = run("serve", "--port", "0", "--api-key", "sekret-key");
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String url = firstLine(out);
        String body = "{\"hubId\":\"h\",\"serial\":\"S\",\"model\":\"M\"}";

        assertThat(provision(url, "/hubs/h/ProvisionHub?key=sekret-query", "sekret-key", body))
                .isEqualTo(201);
        assertThat(provision(url, "/hubs/h/ProvisionHub", "sekret-wrong", body)).isEqualTo(401);

        assertThat(List.of(out.readLine(), out.readLine()))
                .anyMatch(line -> line.matches("POST /hubs/h/ProvisionHub 201 \\d+ ms"))
                .anyMatch(line -> line.matches("POST /hubs/h/ProvisionHub 401 \\d+ ms"));
        // not the process's own destroy(), which closes the streams that are still to be read
        process.toHandle().destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(out.readLine()).isNull();
        assertThat(text(process.getErrorStream())).isEmpty();
    }

    @Test
    void itListsWhatClientsDidWrongWhenItIsTerminated() throws Exception {
        Process process = run("serve", "--port", "0", "--judge", "--api-key", "sekret-key");
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String url = firstLine(out);
        provision(url, "/hubs/h/ProvisionHub", "sekret-key", "{\"hubId\":\"x\",\"serial\":\"S\",\"model\":\"M\"}");

        process.toHandle().destroy();

        assertThat(out.lines().skip(1))
                .containsExactly(
                        "Violations of the contract: 2 in 1 requests",
                        "  PH-REQ-02: Content-Type is missing; it must be application/json"
                                + " (request 1, POST /hubs/h/ProvisionHub)",
                        "  PH-REQ-07: hubId must be sent and be the id of the path, \"h\", but is \"x\""
                                + " (request 1, POST /hubs/h/ProvisionHub)");
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
    }

    @Test
    void aJudgeWithNothingToSayLeavesTheExitCodeAlone() throws Exception {
        Process process = run("serve", "--port", "0", "--judge");
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        firstLine(out);

        process.toHandle().destroy();

        assertThat(out.lines())
                .containsExactly("Nothing was judged: no request arrived, but for those that the JDK's server refused"
                        + " by itself, as it does when there is a bracket or a brace in the path");
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
    }

    @Test
    void itInsistsOnThingsWhenAskedTo() throws Exception {
        Process process = run("serve", "--port", "0", "--strict-things", "--thing", "t-1", "--thing", "t-2");
        String url = firstLine(process.inputReader(StandardCharsets.UTF_8));

        for (String thing : List.of("t-1", "t-2", "t-3")) {
            String body = "{\"hubId\":\"" + thing + "\",\"serial\":\"S\",\"model\":\"M\"}";
            assertThat(provision(url, "/hubs/" + thing + "/ProvisionHub", "test-key", body))
                    .isEqualTo(thing.equals("t-3") ? 400 : 201);
        }
    }

    @Test
    void itVerifiesAServerInLessThanTenSeconds(@TempDir Path folder) throws Exception {
        Process server = run("serve", "--port", "0", "--api-key", "sekret-key", "--bearer-token", "sekret-jwt");
        String url = firstLine(server.inputReader(StandardCharsets.UTF_8));
        Path hubIds = Files.write(folder.resolve("ids.txt"), List.of("h-1", "h-2", "h-3", "h-4", "h-5", "h-6"));
        long start = System.nanoTime();

        Process process = run(
                Map.of("SPKEY_API_KEY", "sekret-key", "SPKEY_BEARER_TOKEN", "sekret-jwt"),
                "verify",
                "--base-url",
                url,
                "--level",
                "D,S,F",
                "--allow-writes",
                "--hub-ids",
                hubIds.toString(),
                "--spare-thing",
                "t-1",
                "--report",
                folder.toString());
        String out = text(process.getInputStream());

        assertThat(process.waitFor()).as(out).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(text(process.getErrorStream())).isEmpty();
        assertThat(out)
                .contains(
                        "Verifying " + url,
                        "The run uses up 6 hub ids at most",
                        "3 clauses were not tried: needs a Thing registry",
                        "Everything that was tried and counts holds")
                .doesNotContain("sekret");
        assertThat(folder.resolve("contract.html")).content().contains(url).doesNotContain("sekret");
    }

    @Test
    void itVerifiesNothingWithoutCredentials() throws Exception {
        Process process = run(Map.of(), "verify", "--base-url", "http://127.0.0.1:1");

        assertThat(text(process.getErrorStream()))
                .hasLineCount(1)
                .contains("no credentials: set the environment variable SPKEY_API_KEY or SPKEY_BEARER_TOKEN");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void aPortInUseIsOneLineAndExitCode1() throws Exception {
        String url = firstLine(run("serve", "--port", "0").inputReader(StandardCharsets.UTF_8));
        String port = url.substring(url.lastIndexOf(':') + 1);

        Process second = run("serve", "--port", port);

        assertThat(text(second.getErrorStream()))
                .isEqualToNormalizingNewlines("Can't listen on 127.0.0.1:" + port
                        + ": Address already in use; choose another port, or 0 for any free one\n");
        assertThat(second.waitFor()).isEqualTo(1);
        assertThat(text(second.getInputStream())).isEmpty();
    }

    @Test
    void badArgumentsAreOneLineAndExitCode2() throws Exception {
        for (List<String> arguments : List.of(
                List.<String>of(),
                List.of("serve", "--port", "70000"),
                List.of("serve", "--port", "x"),
                List.of("serve", "--api-key", " "),
                List.of("serve", "--thing", "t"),
                List.of("serve", "--nonsense"))) {
            Process process = run(arguments.toArray(String[]::new));

            assertThat(text(process.getErrorStream()))
                    .as("%s", arguments)
                    .hasLineCount(1)
                    .contains("--help");
            assertThat(process.waitFor()).as("%s", arguments).isEqualTo(2);
        }
    }

    @Test
    void helpAndVersionArePrinted() throws Exception {
        Process version = run("--version");
        assertThat(text(version.getInputStream()))
                .isEqualToNormalizingNewlines("sdk-hubs-testkit " + System.getProperty("standalone.version") + "\n");
        assertThat(version.waitFor()).isZero();

        Process help = run("serve", "--help");
        assertThat(text(help.getInputStream()))
                .contains("--port", "--host", "--api-key", "--bearer-token", "--strict-things", "--thing", "--judge");
        assertThat(help.waitFor()).isZero();

        Process verify = run("verify", "--help");
        assertThat(text(verify.getInputStream()))
                .contains("--base-url", "--level", "--allow-writes", "--hub-ids", "--baseline", "--report")
                .contains("SPKEY_API_KEY", "Exit codes:");
        assertThat(verify.waitFor()).isZero();
    }

    @Test
    void theJarHasNoModuleDescriptorNoSignatureAndKeepsTheLicenses() throws Exception {
        try (JarFile jar = new JarFile(JAR);
                Stream<String> names = jar.stream().map(entry -> entry.getName())) {
            List<String> all = names.toList();
            assertThat(all)
                    .noneMatch(name -> name.endsWith("module-info.class") || name.matches("META-INF/.*\\.(SF|RSA|DSA)"))
                    .doesNotHaveDuplicates()
                    .contains("META-INF/LICENSE", "META-INF/NOTICE");
        }
    }
}
