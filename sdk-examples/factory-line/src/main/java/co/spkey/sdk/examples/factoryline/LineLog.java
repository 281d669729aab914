package co.spkey.sdk.examples.factoryline;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes down what became of each line: in the table, in the failures file, and as progress. Belongs to the run's thread. */
final class LineLog {

    /** How many problems are kept for the report; all are in the failures file. */
    static final int MOST_PROBLEMS = 100;

    private final Display display;
    private final OutcomeTable table;
    private final Progress progress;
    private final @Nullable FailuresFile failures;
    private final List<LineProblem> problems = new ArrayList<>();
    private long lines;
    private long badLines;
    private boolean begun;

    LineLog(Display display, OutcomeTable table, Progress progress, @Nullable FailuresFile failures) {
        this.display = display;
        this.table = table;
        this.progress = progress;
        this.failures = failures;
    }

    /** From now on there is something to show. */
    void begin(List<String> opening) {
        begun = true;
        opening.forEach(display::println);
        table.begin();
        display.begin(progress);
    }

    /** A line was read. */
    void read(ManifestReader from, boolean last) {
        progress.read(from, last);
    }

    /** All is well with a line. */
    void fine(long line, String row, boolean wasSent) {
        table.add(line, false, List.of(row));
        done(wasSent);
    }

    /** A line can't be sent. */
    void bad(ManifestLine.BadLine line) {
        badLines++;
        problem(
                new LineProblem(line.number(), line.fields(), "BadLine", line.reason(), null),
                Table.row(line.number(), line.hubId(), "BAD LINE"),
                false);
    }

    /**
     * A line didn't end in a provisioned hub.
     *
     * @throws java.io.UncheckedIOException if the failures file can't be written
     */
    void problem(LineProblem problem, String row, boolean wasSent) {
        if (failures != null) {
            failures.add(problem);
        }
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(problem);
        }
        List<String> shown = new ArrayList<>();
        shown.add(row);
        shown.addAll(Table.below(problem.message()));
        table.add(problem.line(), true, shown);
        done(wasSent);
    }

    private void done(boolean wasSent) {
        lines++;
        progress.done(wasSent);
        display.advance();
    }

    /** All is known about the lines before this one. */
    void settledBefore(long line) {
        table.showBefore(line);
    }

    /** Ends with the lines that sum it up; if nothing has begun, they are all that is shown. */
    void end(List<String> summary) {
        if (begun) {
            display.end();
            table.end();
            display.println("-".repeat(Table.COLUMNS));
        }
        summary.forEach(display::println);
    }

    /** Returns how many lines are done with. */
    long lines() {
        return lines;
    }

    long badLines() {
        return badLines;
    }

    /** Returns the first problems. */
    List<LineProblem> problems() {
        return List.copyOf(problems);
    }
}
