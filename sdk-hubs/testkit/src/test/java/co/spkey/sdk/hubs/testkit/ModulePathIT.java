package co.spkey.sdk.hubs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.core.Environment;
import co.spkey.sdk.hubs.HubsClient;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.launcher.Launcher;
import org.opentest4j.AssertionFailedError;
import org.slf4j.Logger;

/** A partner's tests that are a module of their own run with the jar that ships, on JUnit 5 and 6. */
@Timeout(120)
class ModulePathIT {

    /** The jars of the testkit and of what it brings. */
    private static final List<Path> TESTKIT = Stream.concat(
                    Stream.of(Path.of(System.getProperty("testkit.jar"))),
                    Stream.of(
                                    HubsClient.class,
                                    Environment.class,
                                    ObjectMapper.class,
                                    JsonFactory.class,
                                    JsonProperty.class,
                                    Retry.class,
                                    IntervalFunction.class,
                                    Logger.class,
                                    NullMarked.class)
                            .map(ModulePathIT::jarOf))
            .toList();

    @TempDir
    private Path classes;

    @Test
    void onJUnit6() throws Exception {
        try (Stream<Path> jars = Files.list(Path.of(System.getProperty("junit6.jars")))) {
            assertRuns("6.", jars.toList());
        }
    }

    @Test
    void onJUnit5() throws Exception {
        assertRuns(
                "5.",
                Stream.of(
                                Test.class,
                                JupiterTestEngine.class,
                                JUnitException.class,
                                TestEngine.class,
                                Launcher.class,
                                AssertionFailedError.class,
                                API.class)
                        .map(ModulePathIT::jarOf)
                        .toList());
    }

    private void assertRuns(String version, List<Path> junit) throws Exception {
        List<Path> jars = new ArrayList<>(TESTKIT);
        jars.addAll(junit);
        Path sources = Path.of(System.getProperty("module-path.sources"));
        List<String> compile = new ArrayList<>(
                List.of("-d", classes.toString(), "--module-path", path(jars), "-proc:none", "-Xlint:-classfile"));
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toString)
                    .forEach(compile::add);
        }
        assertThat(run("javac", compile)).isEmpty();

        jars.add(classes);
        String out = run(
                "java",
                List.of(
                        "--module-path",
                        path(jars),
                        "--add-modules",
                        "org.junit.jupiter.engine",
                        "--module",
                        "partner.contract.tests/partner.RunTests"));

        long untried = Clause.all().stream()
                .filter(clause -> clause.id().startsWith("PH-THING-"))
                .count();
        assertThat(out)
                .contains("JUnit " + version, "module co.spkey.sdk.hubs.testkit, module partner.contract.tests")
                .contains("succeeded " + (Clause.all().size() - untried + 2) + ", failed 0, skipped " + untried);
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String path(List<Path> jars) {
        return jars.stream().distinct().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static String run(String tool, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }
}
