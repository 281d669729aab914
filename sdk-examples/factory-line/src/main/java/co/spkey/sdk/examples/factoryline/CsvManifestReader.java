package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.examples.factoryline.CsvRows.Row;
import co.spkey.sdk.examples.factoryline.ManifestLine.BadLine;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A manifest in CSV, with a header. */
final class CsvManifestReader extends ManifestReader {

    private final ManifestColumns columns;

    /**
     * Reads the header.
     *
     * @throws CannotStartException if there is none, or it lacks a column
     */
    CsvManifestReader(TextLines lines, String manifest) throws IOException {
        super(lines, manifest);
        Row header = CsvRows.next(lines);
        if (header == null) {
            throw new CannotStartException(
                    manifest + " is empty; its first line should be: " + String.join(",", HubFields.NAMES));
        }
        if (header.problem() != null) {
            throw new CannotStartException(manifest + " can't be read: " + header.problem());
        }
        columns = ManifestColumns.of(header.cells(), manifest);
    }

    @Override
    @Nullable
    ManifestLine read(TextLines from) throws IOException {
        Row row = CsvRows.next(from);
        if (row == null) {
            return null;
        }
        if (row.problem() != null) {
            return new BadLine(row.number(), HubFields.NONE, row.problem());
        }
        return columns.line(row);
    }
}
