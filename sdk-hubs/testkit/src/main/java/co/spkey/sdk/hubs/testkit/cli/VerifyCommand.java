package co.spkey.sdk.hubs.testkit.cli;

import co.spkey.sdk.hubs.testkit.Clause;
import co.spkey.sdk.hubs.testkit.ContractRun;
import co.spkey.sdk.hubs.testkit.Finding;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks a provider against the contract, and says what holds. */
@Command(
        name = "verify",
        description = {
            "Checks a gateway, a mock or an environment against the wire contract, clause by clause in raw HTTP. Credentials"
                    + " are taken from the environment variables SPKEY_API_KEY and SPKEY_BEARER_TOKEN; one is enough.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All that was tried and counts holds, or is broken as the baseline says",
            "1:A clause that counts is broken, or one of the baseline holds by now",
            "2:Bad argument; nothing was sent",
            "3:The target doesn't answer, nothing that counts could be tried, or a report can't be written"
        },
        exitCodeOnExecutionException = VerifyCommand.COULD_NOT_RUN,
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class VerifyCommand implements Callable<Integer> {

    static final int BROKEN = 1;
    static final int COULD_NOT_RUN = 3;

    /** After so many checks without any answer, nobody is there. */
    private static final int MOST_UNANSWERED = 3;

    @Mixin
    private TargetOptions targetOptions = new TargetOptions();

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            split = ",",
            defaultValue = "D,S",
            description =
                    "The levels that count, of D, S and F (default: ${DEFAULT-VALUE}). What is broken of another level is"
                            + " reported and changes nothing: no document promises level F.")
    private Set<Clause.Level> counting = EnumSet.noneOf(Clause.Level.class);

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description =
                    "Clauses that are known to be broken, one a line, as the table shows them. They don't make the run"
                            + " fail; one that holds by now does, so that it is taken out.")
    private @Nullable Path baselineFile;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Where to write " + ReportFiles.PAGE + ", " + ReportFiles.JSON + " and " + ReportFiles.JUNIT
                    + " (JUnit's XML); those of an earlier run are removed first.")
    private @Nullable Path reportFolder;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        PrintWriter out = command.getOut();
        ReportFiles files = reportFolder == null ? null : ReportFiles.in(command, reportFolder);
        Baseline baseline = baselineFile == null ? Baseline.EMPTY : Baseline.read(command, baselineFile);
        try (VerifiedTarget target = targetOptions.open(command, System.getenv())) {
            targetOptions.warnings().forEach(command.getErr()::println);
            command.getErr().flush();
            announce(target, out);
            Report report = check(target, baseline);
            new ReportTable(report).print(out);
            if (files != null) {
                files.write(report);
                out.println("Reports are in " + reportFolder);
            }
            out.flush();
            return exitCode(report);
        }
    }

    private static int exitCode(Report report) {
        if (report.hasFailure()) {
            return BROKEN;
        }
        return report.hasTriedWhatCounts() ? 0 : COULD_NOT_RUN;
    }

    private static void announce(VerifiedTarget target, PrintWriter out) {
        out.println("Verifying " + target.shown());
        int needed = target.hubIdsNeeded();
        if (needed == 0) {
            out.println("Nothing is written. With --allow-writes more can be tried; it takes a file of up to "
                    + Clause.hubIdsNeeded(Clause.all()) + " fresh hub ids");
        } else if (!target.isInside()) {
            out.println("The run uses up " + Report.of(needed, "hub id", "hub ids") + " at most");
        }
        out.println();
        out.flush();
    }

    private Report check(VerifiedTarget target, Baseline baseline) throws InterruptedException {
        Instant startedAt = Instant.now();
        long start = System.nanoTime();
        ContractRun run = ContractRun.on(target.target());
        List<Verified> clauses = new ArrayList<>();
        boolean answered = false;
        int unanswered = 0;
        for (Clause clause : Clause.all()) {
            long before = System.nanoTime();
            Finding finding = run.check(clause);
            clauses.add(new Verified(finding, Standing.of(finding, counting, baseline), since(before)));
            if (finding.isUnanswered()) {
                unanswered++;
            } else {
                answered |= finding.outcome() != Finding.Outcome.NOT_TRIED;
            }
            if (!answered && unanswered == MOST_UNANSWERED) {
                throw new NoAnswerException(target.shown(), String.valueOf(finding.got()));
            }
        }
        return new Report(
                target.shown(),
                Main.Version.text(),
                startedAt,
                since(start),
                counting,
                target.isInside() ? List.of() : run.hubIdsUsed(),
                clauses);
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    /** Nobody is there. */
    private static final class NoAnswerException extends RuntimeException {

        private static final long serialVersionUID = 1;

        NoAnswerException(String target, String got) {
            super("No answer from " + target + " (" + got.replaceFirst("^none: ", "")
                    + "); is it running, and is the URL right?");
        }
    }
}
