package co.spkey.sdk.hubs.testkit.cli;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** A report as lines for a terminal. */
final class ReportTable {

    private static final String INDENT = " ".repeat(13);

    private final Report report;

    ReportTable(Report report) {
        this.report = report;
    }

    void print(PrintWriter out) {
        int width = report.clauses().stream()
                .mapToInt(each -> each.clause().key().length())
                .max()
                .orElse(0);
        for (Verified each : report.clauses()) {
            String line = String.format(
                    Locale.ROOT,
                    "  %s  %-" + width + "s  %s",
                    each.clause().level(),
                    each.clause().key(),
                    each.clause().statement());
            String why = each.standing() == Standing.NOT_TRIED ? " (" + each.details() + ")" : "";
            out.println(coloured(each.standing()) + line + why);
            details(each, out);
        }
        summary(out);
        out.flush();
    }

    private static void details(Verified each, PrintWriter out) {
        switch (each.standing()) {
            case HOLDS, NOT_TRIED -> {}
            case OVERCOME -> out.println(INDENT + each.details());
            default -> {
                out.println(INDENT + "expected: " + each.finding().expected());
                out.println(INDENT + "got:      " + each.finding().got());
            }
        }
    }

    private void summary(PrintWriter out) {
        out.println();
        report.reasonsNotTried()
                .forEach((reason, count) ->
                        out.println(Report.of(count, "clause was", "clauses were") + " not tried: " + reason));
        if (report.count(Standing.KNOWN) > 0) {
            out.println(Report.of(report.count(Standing.KNOWN), "clause is", "clauses are")
                    + " broken as the baseline says");
        }
        if (report.count(Standing.REPORTED) > 0) {
            out.println(Report.of(report.count(Standing.REPORTED), "clause is", "clauses are")
                    + " broken, but of a level that doesn't count (" + report.countingLevels() + " count)");
        }
        if (!report.hubIdsUsed().isEmpty()) {
            out.println("Used up: " + String.join(", ", report.hubIdsUsed()));
        }
        out.println(report.verdict() + " (" + report.count(Standing.HOLDS) + " of "
                + Report.of(report.clauses().size(), "clause holds", "clauses hold") + ", "
                + report.count(Standing.NOT_TRIED) + " not tried)");
    }

    /** Colours only where a terminal shows them; padded here, since the escapes would count. */
    private static String coloured(Standing standing) {
        String style = switch (standing) {
            case HOLDS -> "fg(green)";
            case BROKEN, OVERCOME -> "bold,fg(red)";
            case KNOWN, REPORTED -> "fg(yellow)";
            case NOT_TRIED -> "faint";
        };
        String padded = String.format(Locale.ROOT, "%-9s", standing.word());
        return Ansi.AUTO.string("@|" + style + " " + padded + "|@");
    }
}
