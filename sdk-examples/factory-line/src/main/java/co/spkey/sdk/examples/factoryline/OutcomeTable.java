package co.spkey.sdk.examples.factoryline;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Shows what became of the lines, in their order while they are few. Of many it shows only those that went wrong, as they
 * come, and of those not without end: who has thousands of them has a file for them.
 */
final class OutcomeTable {

    /** How many rows of either kind are shown. */
    static final int MOST_ROWS = 100;

    private final Display display;
    private final TreeMap<Long, List<String>> waiting = new TreeMap<>();
    private boolean inFull;
    private int rows;
    private int problemRows;
    private long notShown;

    /**
     * Makes a table.
     *
     * @param inFull whether every line is shown, until there are too many
     */
    OutcomeTable(Display display, boolean inFull) {
        this.display = display;
        this.inFull = inFull;
    }

    void begin() {
        Table.header().forEach(display::println);
    }

    /** Adds a row, which may be several lines of text. */
    void add(long line, boolean problem, List<String> row) {
        if (inFull) {
            waiting.put(line, row);
            rows++;
            if (rows == MOST_ROWS) {
                showBefore(Long.MAX_VALUE);
                inFull = false;
                display.println("From here on, only what isn't provisioned is shown.");
            }
        } else if (problem) {
            problemRows++;
            if (problemRows <= MOST_ROWS) {
                row.forEach(display::println);
            } else {
                notShown++;
            }
        }
    }

    /** No row of a line before this one will be added any more. */
    void showBefore(long line) {
        Map<Long, List<String>> ready = waiting.headMap(line, false);
        ready.values().forEach(row -> row.forEach(display::println));
        ready.clear();
    }

    /** No row will be added any more. */
    void end() {
        showBefore(Long.MAX_VALUE);
        if (notShown > 0) {
            display.println("(" + notShown + " more lines like these aren't shown)");
        }
    }
}
