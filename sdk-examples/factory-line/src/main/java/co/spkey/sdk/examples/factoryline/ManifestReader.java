package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.examples.factoryline.ManifestLine.BadLine;
import co.spkey.sdk.examples.factoryline.ManifestLine.HubLine;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a manifest line by line. What is kept of the lines that were read is the hub ids, and nothing else, so that a
 * manifest may be larger than the memory.
 */
final class ManifestReader implements Closeable {

    private final CsvReader<CsvRecord> csv;
    private final CloseableIterator<CsvRecord> rows;
    private final ManifestColumns columns;
    private final Map<String, Long> lineOfHub = new HashMap<>();
    private long lastNumber;
    private boolean unreadable;

    /**
     * Reads the header.
     *
     * @throws CannotStartException if there is none, or it lacks a column
     */
    ManifestReader(InputStream in, String manifest) {
        csv = csv(in);
        rows = csv.iterator();
        try {
            if (!rows.hasNext()) {
                throw new CannotStartException(
                        manifest + " is empty; its first line should be: hubId,serial,model,thingName,vendorName");
            }
            CsvRecord header = rows.next();
            lastNumber = header.getStartingLineNumber();
            columns = ManifestColumns.of(header, manifest);
        } catch (CsvParseException | UncheckedIOException broken) {
            throw new CannotStartException(manifest + " can't be read: " + reason(broken));
        }
    }

    /** The number of cells is checked for each line, since FastCSV would end the whole reading. */
    private static CsvReader<CsvRecord> csv(InputStream in) {
        return CsvReader.builder()
                .detectBomHeader(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(in);
    }

    /** Counts the hubs that a manifest seems to have; for the progress alone, so a broken one doesn't matter here. */
    static long count(InputStream in) {
        long rows = 0;
        try (CsvReader<CsvRecord> csv = csv(in)) {
            CloseableIterator<CsvRecord> row = csv.iterator();
            while (row.hasNext()) {
                row.next();
                rows++;
            }
        } catch (CsvParseException | UncheckedIOException broken) {
            rows++;
        } catch (IOException notClosed) {
            throw new UncheckedIOException(notClosed);
        }
        return Math.max(0, rows - 1);
    }

    /** Returns the next line, or null at the end. */
    @Nullable
    ManifestLine next() {
        try {
            if (unreadable || !rows.hasNext()) {
                return null;
            }
            CsvRecord row = rows.next();
            lastNumber = row.getStartingLineNumber();
            return line(row);
        } catch (CsvParseException | UncheckedIOException broken) {
            unreadable = true;
            return new BadLine(
                    lastNumber + 1, "", "not readable from here on; no later line was sent: " + reason(broken));
        }
    }

    private ManifestLine line(CsvRecord row) {
        long number = row.getStartingLineNumber();
        ProvisionHubRequest request;
        try {
            request = columns.request(row);
        } catch (IllegalArgumentException refused) {
            return new BadLine(number, columns.hubId(row), String.valueOf(refused.getMessage()));
        }
        Long first = lineOfHub.putIfAbsent(request.hubId(), number);
        if (first != null) {
            // The backend would answer that all is well, and keep what the first line said (PH-RES-03).
            return new BadLine(number, request.hubId(), "not sent: line " + first + " has the same hub id");
        }
        return new HubLine(number, request);
    }

    /** FastCSV puts what went wrong into the cause. */
    private static String reason(RuntimeException broken) {
        Throwable innermost = broken.getCause() == null ? broken : broken.getCause();
        return String.valueOf(innermost.getMessage());
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
