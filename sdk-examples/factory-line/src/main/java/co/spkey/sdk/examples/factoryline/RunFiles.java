package co.spkey.sdk.examples.factoryline;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files that a run writes at its end, made ready at its beginning. */
final class RunFiles implements Closeable {

    private final @Nullable FailuresFile failures;
    private final @Nullable WholeFile report;

    private RunFiles(@Nullable FailuresFile failures, @Nullable WholeFile report) {
        this.failures = failures;
        this.report = report;
    }

    /**
     * Makes the files ready.
     *
     * @throws CannotStartException if one can't be written, or would overwrite another
     */
    static RunFiles open(RunOptions options, @Nullable Path manifest) {
        Map<Path, String> roles = new HashMap<>();
        claim(roles, manifest, "the manifest");
        claim(roles, options.journal(), "--journal");
        claimWithPart(roles, options.failures(), "--failures");
        claimWithPart(roles, options.report(), "--report");
        FailuresFile failures = options.failures() == null ? null : FailuresFile.open(options.failures());
        try {
            return new RunFiles(
                    failures, options.report() == null ? null : WholeFile.open(options.report(), "--report"));
        } catch (CannotStartException refused) {
            if (failures != null) {
                failures.close();
            }
            throw refused;
        }
    }

    /** The file, and the one beside it that holds its beginning until it is whole. */
    private static void claimWithPart(Map<Path, String> roles, @Nullable Path file, String role) {
        if (file != null) {
            claim(roles, file, role);
            Path whole = canonical(file);
            claim(roles, WholeFile.part(whole), role + ", as long as it isn't whole,");
        }
    }

    private static void claim(Map<Path, String> roles, @Nullable Path file, String role) {
        if (file == null) {
            return;
        }
        String other = roles.putIfAbsent(canonical(file), role);
        if (other != null) {
            throw new CannotStartException(role + " and " + other + " are the same file, " + file
                    + ", and one would overwrite the other; name another file");
        }
    }

    private static Path canonical(Path file) {
        try {
            if (Files.exists(file)) {
                return file.toRealPath();
            }
            Path absolute = file.toAbsolutePath().normalize();
            Path folder = absolute.getParent();
            return folder == null || !Files.exists(folder)
                    ? absolute
                    : folder.toRealPath().resolve(absolute.getFileName());
        } catch (IOException unreachable) {
            return file.toAbsolutePath().normalize();
        }
    }

    @Nullable
    FailuresFile failures() {
        return failures;
    }

    /**
     * Puts the files in their places. The report says itself how the run ended; failures are no more than half of them as long
     * as lines are left, and don't replace those of the last complete run.
     */
    void complete(JsonReport content) throws IOException {
        if (failures != null && content.isOfCompleteRun()) {
            failures.complete();
        } else if (failures != null && !content.log().problems().isEmpty()) {
            failures.keepPart();
        }
        if (report != null) {
            content.writeTo(report);
        }
    }

    @Override
    public void close() {
        if (failures != null) {
            failures.close();
        }
        if (report != null) {
            report.close();
        }
    }
}
