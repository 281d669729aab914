package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.hubs.BulkProvisioning;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ExitCode;

/** One run over a manifest, from the first line that is shown to the last file that is written. */
final class FactoryRun {

    /** The run ended early, or couldn't write its files. */
    static final int ENDED_EARLY = 3;

    private final Manifest manifest;
    private final ManifestReader lines;
    private final RunOptions options;
    private final RunFiles files;
    private final Operator operator;
    private final Display display;
    private final LineLog log;
    private final Instant startedAt = Instant.now();

    FactoryRun(Manifest manifest, ManifestReader lines, RunOptions options, RunFiles files, Operator operator) {
        this.manifest = manifest;
        this.lines = lines;
        this.options = options;
        this.files = files;
        this.operator = operator;
        display = operator.display();
        long few = manifest.countUpTo(OutcomeTable.MOST_ROWS - 1);
        boolean maybeFew = few != Manifest.UNKNOWN || manifest.bytes() == Manifest.UNKNOWN;
        log = new LineLog(
                display,
                new OutcomeTable(display, maybeFew),
                new Progress(few, manifest.bytes(), System::nanoTime),
                files.failures());
    }

    /** Looks the manifest over; returns the exit code. */
    int dry() {
        DryRun run = new DryRun(log);
        log.begin(List.of("DRY RUN over " + Printable.line(manifest.name()) + ": nothing is sent."));
        run.run(lines);
        return end(new JsonReport(manifest, null, startedAt, log, null, run.isAllFine()), run.summary(), List.of());
    }

    /** Provisions the hubs of the manifest; returns the exit code. */
    int real(Destination destination, BackendWatch watch) {
        watch.tell(display::notice);
        try (BulkProvisioning bulk = options.bulk(destination.hubs())) {
            return StopSignal.during(() -> provision(destination, bulk), () -> stop(bulk));
        }
    }

    private int provision(Destination destination, BulkProvisioning bulk) {
        ProvisioningRun run = new ProvisioningRun(lines, log, destination.opening(manifest));
        Summary summary = new Summary(run.run(bulk), log.badLines(), options.verify());
        List<String> closing = new ArrayList<>(destination.isDemo() ? List.of() : whatNext(summary));
        closing.addAll(destination.closing());
        int exitCode = end(
                new JsonReport(manifest, destination, startedAt, log, summary, summary.isAllProvisioned()),
                summary.lines(),
                closing);
        return summary.isComplete() ? exitCode : ENDED_EARLY;
    }

    private void stop(BulkProvisioning bulk) {
        display.notice("Stopping: what is in flight is being finished, which can take half a minute.");
        bulk.close();
    }

    private List<String> whatNext(Summary summary) {
        List<String> lines = new ArrayList<>();
        if (!summary.isComplete()) {
            lines.add("To go on where it ended, with the same environment and options of java (-D...):");
            lines.add("  " + operator.sameCommand());
            if (options.journal() == null) {
                lines.add("Without --journal, every hub is asked about again, which is safe.");
            }
        } else if (!summary.isAllProvisioned()) {
            lines.add("Running the manifest again is safe: hubs that are provisioned stay as they are.");
        }
        return lines;
    }

    /** Writes the files first, so that what is said about them is true. */
    private int end(JsonReport report, List<String> summary, List<String> closing) {
        List<String> last = new ArrayList<>(summary);
        int exitCode = report.allFine() ? ExitCode.OK : ExitCode.SOFTWARE;
        try {
            files.complete(report);
            if (!log.problems().isEmpty()) {
                last.addAll(whereFailuresAre(report.isOfCompleteRun()));
            }
        } catch (IOException unwritable) {
            last.add("The files of this run couldn't be written: " + Printable.line(unwritable.toString()));
            exitCode = ENDED_EARLY;
        }
        last.addAll(closing);
        log.end(last);
        return exitCode;
    }

    private List<String> whereFailuresAre(boolean allOfThem) {
        Path place = options.failures();
        FailuresFile written = files.failures();
        if (place == null || written == null) {
            return List.of();
        }
        String name = Printable.line(place.toString());
        if (allOfThem) {
            return List.of("What failed, with the reasons, is in " + name + ".");
        }
        String part = Printable.line(written.part().toString());
        return List.of(
                "What failed so far, with the reasons, is in " + part + ".",
                "It becomes " + name + " only with a run that comes to its end.");
    }
}
