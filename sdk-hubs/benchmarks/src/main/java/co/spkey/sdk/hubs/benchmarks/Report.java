package co.spkey.sdk.hubs.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table: what must be reached and what was, and every figure behind it. */
final class Report {

    private final List<String> goals = new ArrayList<>();
    private final List<String> details = new ArrayList<>();
    private boolean reached = true;

    void atMost(String figure, String unit, double bound, double value) {
        goal(figure, "≤ " + number(bound) + " " + unit, value, value <= bound);
    }

    void atLeast(String figure, String unit, double bound, double value) {
        goal(figure, "≥ " + number(bound) + " " + unit, value, value >= bound);
    }

    private void goal(String figure, String must, double value, boolean met) {
        goals.add(
                "| " + figure + " | " + must.strip() + " | " + number(value) + " | " + (met ? "yes" : "**no**") + " |");
        reached &= met;
    }

    void detail(String line) {
        details.add(line);
        System.err.println(line); // A long run should show that it lives.
    }

    /** Adds the figures of every entry of a race, beside those of the raw client under the same load. */
    void details(String transport, Race race) {
        detail("");
        detail("| " + transport + " | CPU µs | × a | calls/s | × a | bytes | failed |");
        detail("|---|---|---|---|---|---|---|");
        for (Race.Entry entry : race.entries()) {
            Race.Entry raw = new Race.Entry("a", entry.load());
            detail(String.format(
                    Locale.ROOT,
                    "| %s, %s | %.1f | %s | %.0f | %s | %.0f | %d |",
                    entry.contestant(),
                    entry.load(),
                    race.median(entry, Figures::cpuPerCall),
                    ratio(race.ratio(entry, raw, Figures::cpuPerCall)),
                    race.median(entry, Figures::callsPerSecond),
                    ratio(race.ratio(entry, raw, Figures::callsPerSecond)),
                    race.median(entry, Figures::bytesPerCall),
                    race.failures(entry)));
        }
    }

    /** Under some loads there is no raw client to compare with. */
    private static String ratio(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String number(double value) {
        return Math.abs(value) >= 100
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }

    void print(PrintStream out) {
        out.println("## What must be reached");
        out.println();
        out.println("| figure | must | is | reached |");
        out.println("|---|---|---|---|");
        goals.forEach(out::println);
        out.println();
        out.println("## All figures");
        details.forEach(out::println);
    }

    boolean reached() {
        return reached;
    }
}
