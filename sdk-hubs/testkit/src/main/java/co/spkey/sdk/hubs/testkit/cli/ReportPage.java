package co.spkey.sdk.hubs.testkit.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report as one page that needs nothing else: no script, no font, no picture, no network. */
final class ReportPage {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm z", Locale.ENGLISH).withZone(ZoneId.systemDefault());

    private final Report report;

    ReportPage(Report report) {
        this.report = report;
    }

    String html() {
        String title = "ProvisionHub contract: " + (report.passed() ? "passed" : "failed");
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                %s</main>
                </body>
                </html>
                """.formatted(escape(title), style(), head() + attention() + untried() + subjects() + footer());
    }

    private String head() {
        return """
                <header class="card verdict%s">
                <p class="kicker">The wire contract of ProvisionHub</p>
                <h1>%s</h1>
                %s%s<dl class="facts">
                %s</dl>
                </header>
                """.formatted(report.passed() ? "" : " failed", escape(report.verdict()), bar(), counts(), facts());
    }

    private String bar() {
        return Stream.of(Standing.values())
                .filter(each -> report.count(each) > 0)
                .map(each -> "<i class=\"%s\" style=\"flex:%d\"></i>".formatted(style(each), report.count(each)))
                .collect(Collectors.joining("", "<div class=\"bar\" aria-hidden=\"true\">", "</div>\n"));
    }

    private String counts() {
        return Stream.of(Standing.values())
                .filter(each -> report.count(each) > 0)
                .map(each -> "<li class=\"%s\"><span class=\"dot\"></span><b>%d</b> %s</li>\n"
                        .formatted(style(each), report.count(each), escape(inWords(each))))
                .collect(Collectors.joining("", "<ul class=\"counts\">\n", "</ul>\n"));
    }

    private static String inWords(Standing standing) {
        return switch (standing) {
            case HOLDS -> "hold";
            case BROKEN -> "broken";
            case OVERCOME -> "known as broken, hold by now";
            case KNOWN -> "known as broken";
            case REPORTED -> "broken, don't count";
            case NOT_TRIED -> "not tried";
        };
    }

    private String facts() {
        String hubIds = String.join(", ", report.hubIdsUsed());
        return fact("Verified", report.target())
                + fact(
                        "When",
                        MOMENT.format(report.startedAt()) + ", in "
                                + String.format(
                                        Locale.ROOT, "%.1f s", report.elapsed().toMillis() / 1000.0))
                + fact("Levels that count", report.countingLevels())
                + fact("Checked by", report.program())
                + (hubIds.isEmpty() ? "" : fact("Hub ids used up", hubIds));
    }

    private static String fact(String name, String value) {
        return "<dt>%s</dt><dd>%s</dd>\n".formatted(escape(name), escape(value));
    }

    private String attention() {
        List<Verified> broken = Stream.of(Standing.BROKEN, Standing.OVERCOME, Standing.KNOWN, Standing.REPORTED)
                .flatMap(each -> report.withStanding(each).stream())
                .toList();
        return broken.isEmpty() ? "" : section("What doesn't hold", "", broken);
    }

    private String untried() {
        Map<String, Long> reasons = report.reasonsNotTried();
        if (reasons.isEmpty()) {
            return "";
        }
        return reasons.entrySet().stream()
                .map(each -> "<p>%s</p>\n"
                        .formatted(escape(Report.of(each.getValue(), "clause", "clauses") + ": " + each.getKey())))
                .collect(Collectors.joining(
                        "", "<section class=\"card\">\n<h2>What wasn't tried</h2>\n", "</section>\n"));
    }

    private String subjects() {
        Map<Subject, List<Verified>> subjects = report.clauses().stream()
                .collect(Collectors.groupingBy(
                        each -> Subject.of(each.clause()), () -> new EnumMap<>(Subject.class), Collectors.toList()));
        return subjects.entrySet().stream()
                .map(each -> section(each.getKey().title(), holding(each.getValue()), each.getValue()))
                .collect(Collectors.joining());
    }

    private static String holding(List<Verified> clauses) {
        long holds = clauses.stream()
                .filter(each -> each.standing() == Standing.HOLDS)
                .count();
        return holds + " of " + clauses.size() + " hold";
    }

    private static String section(String title, String remark, List<Verified> clauses) {
        String small = remark.isEmpty() ? "" : "<small>" + escape(remark) + "</small>";
        return clauses.stream()
                .map(ReportPage::item)
                .collect(Collectors.joining(
                        "",
                        "<section class=\"card\">\n<h2>" + escape(title) + small + "</h2>\n<ul class=\"clauses\">\n",
                        "</ul>\n</section>\n"));
    }

    private static String item(Verified each) {
        return """
                <li class="%s"><span class="standing"><span class="dot"></span>%s</span>\
                <span class="says">%s</span><span class="key">%s · %s</span>%s</li>
                """.formatted(
                        style(each.standing()),
                        escape(each.standing().word().toLowerCase(Locale.ROOT)),
                        escape(each.clause().statement()),
                        escape(each.clause().key()),
                        each.clause().level(),
                        why(each));
    }

    private static String why(Verified each) {
        return switch (each.standing()) {
            case HOLDS -> "";
            case OVERCOME, NOT_TRIED -> "<div class=\"why\">%s</div>".formatted(escape(String.valueOf(each.details())));
            default ->
                "<div class=\"why\"><dl><dt>expected</dt><dd><code>%s</code></dd><dt>got</dt><dd><code>%s</code></dd></dl></div>"
                        .formatted(
                                escape(String.valueOf(each.finding().expected())),
                                escape(String.valueOf(each.finding().got())));
        };
    }

    private static String footer() {
        return """
                <footer>
                <p>Each line is a clause of the wire contract. The letter says where it comes from: <b>D</b> the reference page
                of the endpoint, <b>S</b> published schemas and guides, <b>F</b> observed on a service that is built with the
                same framework; no document promises it.</p>
                </footer>
                """;
    }

    private static String style(Standing standing) {
        return standing.name().toLowerCase(Locale.ROOT);
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(ReportPage.class.getResourceAsStream("report.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read report.css out of the jar", e);
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
