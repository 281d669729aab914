package co.spkey.sdk.examples.factoryline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The layout of the report's rows. Its columns have a fixed width, so that a row can be printed before the next is known. */
final class Table {

    /** The width of a terminal that everything fits into. */
    static final int COLUMNS = 99;

    private static final int HUB_ID = 36;
    private static final int SERIAL = 12;
    private static final int OUTCOME = 25;
    private static final int MINUTES_OF_HOUR = 60;
    private static final String INDENT = " ".repeat(7);

    private Table() {}

    static List<String> header() {
        return List.of(row("LINE", "HUB ID", "SERIAL", "OUTCOME", "TRIES", "TIME"), "-".repeat(COLUMNS));
    }

    static String row(long line, String hubId, String serial, String outcome, int tries, Duration time) {
        return row(Long.toString(line), hubId, serial, outcome, Integer.toString(tries), text(time));
    }

    /** A row of a hub that was not sent. */
    static String row(long line, String hubId, String serial, String outcome) {
        return row(Long.toString(line), hubId, serial, outcome, "", "").stripTrailing();
    }

    /** A row of a line that is no hub. */
    static String row(long line, String hubId, String outcome) {
        return row(line, hubId, "", outcome);
    }

    private static String row(String line, String hubId, String serial, String outcome, String tries, String time) {
        return String.format(
                "%5s  %s  %s  %s  %5s  %6s",
                line,
                Printable.cell(hubId, HUB_ID),
                Printable.cell(serial, SERIAL),
                Printable.cell(outcome, OUTCOME),
                tries,
                time);
    }

    /** Text that belongs to the row above it, broken at blanks; words longer than a line stay whole. */
    static List<String> below(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(INDENT);
        for (String word : Printable.line(text).split(" ", -1)) {
            if (line.length() > INDENT.length() && line.length() + 1 + word.length() > COLUMNS) {
                lines.add(line.toString());
                line.setLength(INDENT.length());
            }
            line.append(line.length() > INDENT.length() ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** A time that can be hours, for example {@code 3 min 53 s}. */
    static String longText(Duration time) {
        long minutes = time.toMinutes();
        if (minutes == 0) {
            return time.toSeconds() + " s";
        }
        return minutes < MINUTES_OF_HOUR
                ? minutes + " min " + time.toSecondsPart() + " s"
                : time.toHours() + " h " + time.toMinutesPart() + " min";
    }

    static String text(Duration time) {
        long millis = time.toMillis();
        return millis < 1_000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
}
