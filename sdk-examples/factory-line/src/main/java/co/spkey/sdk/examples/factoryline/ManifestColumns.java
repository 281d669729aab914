package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.examples.factoryline.CsvRows.Row;
import co.spkey.sdk.examples.factoryline.ManifestLine.BadLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the header says about where to find the fields of a hub; columns may come in any order, with others between. */
final class ManifestColumns {

    private final List<String> names;

    private ManifestColumns(List<String> names) {
        this.names = names;
    }

    /**
     * Reads the header.
     *
     * @throws CannotStartException if a column is missing, or is there twice
     */
    static ManifestColumns of(List<String> header, String manifest) {
        List<String> names = header.stream().map(String::strip).toList();
        List<String> missing = new ArrayList<>(HubFields.REQUIRED);
        missing.removeAll(names);
        if (!missing.isEmpty()) {
            // Enough of it to see what the file is instead of a manifest.
            String firstLine =
                    Printable.cell(String.join(",", header), Table.COLUMNS).strip();
            throw new CannotStartException(
                    manifest + " has no column " + String.join(", ", missing) + "; its first line is: " + firstLine);
        }
        for (String known : HubFields.NAMES) {
            if (Collections.frequency(names, known) > 1) {
                throw new CannotStartException(manifest + " has more than one column " + known);
            }
        }
        return new ManifestColumns(names);
    }

    /** Makes a line of a row. */
    ManifestLine line(Row row) {
        List<String> cells = row.cells();
        if (cells.size() == names.size()) {
            return ManifestLine.of(row.number(), HubFields.of(name -> cell(cells, name)));
        }
        // A comma too many, or a line that was cut off: whatever the cells hold, it may be somebody else's.
        String reason = "the line has " + cells.size() + " cells, the header has " + names.size();
        String reach = row.lastNumber() == row.number() ? "" : "; by its quotes it ends in line " + row.lastNumber();
        return new BadLine(row.number(), HubFields.ofHub(cell(cells, HubFields.HUB_ID)), reason + reach);
    }

    private @Nullable String cell(List<String> cells, String name) {
        int column = names.indexOf(name);
        return column < 0 || column >= cells.size() ? null : cells.get(column);
    }
}
