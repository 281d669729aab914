package co.spkey.sdk.hubs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Searches what all tests of the engine and of the client logged, at TRACE, for every secret that they used. */
class SecretsInTheLogIT {

    private static final List<Path> MODULES = List.of(Path.of("").toAbsolutePath(), Path.of("../../sdk-core"));

    /** Where tests write a secret down: as an argument, as a line of a credentials file, as a token endpoint's answer. */
    private static final Pattern WRITTEN_DOWN =
            Pattern.compile("(?:(?:apiKey|bearerToken|clientSecret|Credentials\\.of)\\("
                    + "|(?:apiKey|bearerToken) ?[=:] ?|access_token\\\\\":|(?:TOKEN|KEY|SECRET) = )"
                    + "\\\\?\"?([\\w.~+/-]*)(?:\", \"([\\w.~+/-]*))?");

    /** The rest are words like "second", which a log may hold, or too short to be looked for. */
    private static final Pattern TELLING = Pattern.compile("(?=.*[-0-9]|hush|hidden).{6,}");

    @Test
    void holdsNoneOfTheSecretsThatTheTestsUsed() throws IOException {
        Set<String> secrets = secrets();
        assertThat(secrets).contains("the-key", "the-token", "hush-hush", "hushTokenABCDEF0123456789");
        Pattern any = Pattern.compile(secrets.stream().map(Pattern::quote).collect(Collectors.joining("|")));

        List<String> leaks = new ArrayList<>();
        Set<Path> logs = new TreeSet<>();
        long lines = 0;
        for (Path module : MODULES) {
            long before = lines;
            for (Path log : files(module.resolve("target/test-log"), ".log")) {
                logs.add(log);
                try (Stream<String> read = Files.lines(log)) {
                    for (String line : (Iterable<String>) read::iterator) {
                        lines++;
                        if (leaks.size() < 20 && any.matcher(line).find()) {
                            leaks.add(log + ": " + line);
                        }
                    }
                }
            }
            assertThat(lines - before)
                    .as("lines that the tests of %s logged", module)
                    .isGreaterThan(100);
        }
        assertThat(leaks).isEmpty();
        // Kept only where they show something: each build adds its own.
        for (Path log : logs) {
            Files.delete(log);
        }
    }

    private static Set<String> secrets() throws IOException {
        Set<String> secrets = new TreeSet<>();
        for (Path module : MODULES) {
            for (Path source : files(module.resolve("src/test/java"), ".java")) {
                Matcher written = WRITTEN_DOWN.matcher(Files.readString(source));
                while (written.find()) {
                    Stream.of(1, 2)
                            .map(written::group)
                            .filter(secret ->
                                    secret != null && TELLING.matcher(secret).matches())
                            .forEach(secrets::add);
                }
            }
        }
        return secrets;
    }

    private static List<Path> files(Path folder, String suffix) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(suffix)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " can't be read; run the tests of both modules first", e);
        }
    }
}
