package co.spkey.sdk.examples.factoryline;

import org.jline.utils.WCWidth;

/** Text from outside, made fit for a line on a terminal. */
final class Printable {

    private static final String ELLIPSIS = "...";

    private Printable() {}

    /** One line: what could start another one, or drive the terminal, becomes a question mark. */
    static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028-\\u202e\\u2066-\\u2069]", "?");
    }

    /** A cell of a table: one line of just so many columns, cut short or filled up with blanks. */
    static String cell(String text, int columns) {
        String line = line(text);
        String shown = columnsOf(line) <= columns ? line : cut(line, columns - ELLIPSIS.length()) + ELLIPSIS;
        return shown + " ".repeat(columns - columnsOf(shown));
    }

    private static String cut(String line, int columns) {
        int end = 0;
        int used = 0;
        while (end < line.length()) {
            int character = line.codePointAt(end);
            used += columnsOf(character);
            if (used > columns) {
                break;
            }
            end += Character.charCount(character);
        }
        return line.substring(0, end);
    }

    /** Not the length: a terminal gives a Chinese character two columns, and a combining accent none. */
    private static int columnsOf(String line) {
        return line.codePoints().map(Printable::columnsOf).sum();
    }

    private static int columnsOf(int character) {
        return Math.max(0, WCWidth.wcwidth(character));
    }
}
