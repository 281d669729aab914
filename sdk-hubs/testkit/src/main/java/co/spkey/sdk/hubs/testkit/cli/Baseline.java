package co.spkey.sdk.hubs.testkit.cli;

import co.spkey.sdk.hubs.testkit.Clause;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The clauses that a target is known not to keep. */
final class Baseline {

    static final Baseline EMPTY = new Baseline(Set.of());

    private final Set<String> keys;

    private Baseline(Set<String> keys) {
        this.keys = keys;
    }

    /**
     * Reads a file with one clause's key a line, and a remark after it if there is a {@code #}.
     *
     * @throws ParameterException if it can't be read, or names a clause that there isn't
     */
    static Baseline read(CommandLine command, Path file) {
        Set<String> keys = ListFile.read(command, "--baseline", file).stream()
                .map(line -> line.replaceFirst("\\s#.*", "").strip())
                .collect(Collectors.toSet());
        Set<String> known = Clause.all().stream().map(Clause::key).collect(Collectors.toSet());
        for (String key : keys) {
            if (!known.contains(key)) {
                throw new ParameterException(
                        command,
                        "--baseline: there is no clause " + key + " (" + file
                                + "); a line is a clause as the table shows it, for example PH-RES-02/first-is-201");
            }
        }
        return new Baseline(keys);
    }

    boolean contains(Clause clause) {
        return keys.contains(clause.key());
    }
}
