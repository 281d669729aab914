package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.examples.factoryline.TextLines.TextLine;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV row by row. FastCSV gets the text of one row at a time, since it can't go on after a row that it can't read; so a
 * quote that is never closed is the matter of its own line and not of all that follow.
 */
final class CsvRows {

    private static final CsvReaderBuilder CSV = CsvReader.builder()
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false);

    private CsvRows() {}

    /**
     * A row.
     *
     * @param number of its first line
     * @param lastNumber of its last line; cells in quotes may have line breaks
     * @param cells empty when there is a problem
     * @param problem why it can't be read, or null when it can
     */
    record Row(
            long number,
            long lastNumber,
            List<String> cells,
            @Nullable String problem) {}

    /** Returns the next row that isn't blank, or null at the end. */
    static @Nullable Row next(TextLines lines) throws IOException {
        TextLine line = lines.next();
        while (line != null && line.text().isBlank() && !line.tooLong()) {
            line = lines.next();
        }
        if (line == null) {
            return null;
        }
        if (line.tooLong()) {
            return new Row(line.number(), line.number(), List.of(), ManifestLine.TOO_LONG);
        }
        return row(line, lines);
    }

    private static Row row(TextLine first, TextLines lines) throws IOException {
        List<TextLine> more = new ArrayList<>();
        StringBuilder text = new StringBuilder(first.text());
        TextLine last = first;
        CsvQuotes quotes = new CsvQuotes();
        while (quotes.leftOpenBy(last.text())) {
            TextLine next = lines.next();
            if (next != null) {
                more.add(next);
            }
            if (next == null || next.tooLong() || text.length() + next.text().length() > TextLines.LONGEST) {
                lines.putBack(more);
                return new Row(first.number(), first.number(), List.of(), "a quote is opened and never closed");
            }
            text.append(last.ending()).append(next.text());
            last = next;
        }
        try {
            List<String> cells = CSV.ofSingleCsvRecord(text.toString()).getFields();
            return new Row(first.number(), last.number(), cells, null);
        } catch (CsvParseException broken) {
            lines.putBack(more);
            return new Row(first.number(), first.number(), List.of(), "no CSV: " + reason(broken));
        }
    }

    /** FastCSV counts lines, too, but from where it was given the text. */
    private static String reason(CsvParseException broken) {
        Throwable innermost = broken.getCause() == null ? broken : broken.getCause();
        return String.valueOf(innermost.getMessage()).replaceFirst(" \\(record starting at line \\d+\\)", "");
    }
}
