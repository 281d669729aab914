package co.spkey.sdk.examples.factoryline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.hubs.testkit.ReferenceServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs the jar as its users do: in a process of its own, with an environment of its own. */
abstract class FactoryLineProcess {

    static final Map<String, String> NOTHING_SET = Map.of();

    private static final String JAR = Objects.requireNonNull(System.getProperty("example.jar"));

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endProcesses() {
        started.forEach(Process::destroyForcibly);
    }

    record Ended(int exitCode, String out, String err) {}

    ProcessBuilder program(Map<String, String> variables, String... arguments) {
        return program(List.of(), variables, arguments);
    }

    private ProcessBuilder program(List<String> jvmOptions, Map<String, String> variables, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", JAR));
        command.addAll(List.of(arguments));
        ProcessBuilder program = new ProcessBuilder(command);
        program.environment().keySet().removeIf(name -> name.startsWith("SPKEY_"));
        program.environment().putAll(variables);
        return program;
    }

    Process start(ProcessBuilder program) throws IOException {
        Process process = program.start();
        started.add(process);
        return process;
    }

    Ended run(Map<String, String> variables, String... arguments) throws IOException, InterruptedException {
        return run(List.of(), variables, arguments);
    }

    Ended run(List<String> jvmOptions, Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = start(program(jvmOptions, variables, arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile()));
        int exitCode = process.waitFor();
        Ended ended = new Ended(exitCode, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
        assertThat(ended.out() + ended.err())
                .as("no user has to see a stack trace, and nobody a secret")
                .doesNotContain("\tat ")
                .doesNotContain("sekret");
        return ended;
    }

    static Map<String, String> realThing(ReferenceServer server, String apiKey) {
        return Map.of("SPKEY_BASE_URL", server.baseUrl().toString(), "SPKEY_API_KEY", apiKey);
    }

    String path(String name) {
        return folder.resolve(name).toString();
    }

    String manifest(String text) throws IOException {
        return Files.writeString(folder.resolve("line.csv"), text).toString();
    }

    String manifestOf(int hubs) throws IOException {
        return manifest(IntStream.rangeClosed(1, hubs)
                .mapToObj(i -> "hub-" + i + ",S-" + i + ",M\n")
                .collect(Collectors.joining("", "hubId,serial,model\n", "")));
    }
}
