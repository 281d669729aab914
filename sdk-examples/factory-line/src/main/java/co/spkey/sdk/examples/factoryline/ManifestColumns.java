package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.hubs.ProvisionHubRequest;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the header says about where to find the fields of a hub; columns may come in any order, with others between. */
final class ManifestColumns {

    private static final String HUB_ID = "hubId";
    private static final String THING_NAME = "thingName";
    private static final String VENDOR_NAME = "vendorName";
    private static final List<String> REQUIRED = List.of(HUB_ID, "serial", "model");
    private static final List<String> KNOWN = List.of(HUB_ID, "serial", "model", THING_NAME, VENDOR_NAME);

    /** What a decoder puts in place of bytes that aren't in the file's charset. */
    private static final char UNREADABLE = '\uFFFD';

    private final List<String> names;

    private ManifestColumns(List<String> names) {
        this.names = names;
    }

    /**
     * Reads the header.
     *
     * @throws CannotStartException if a column is missing, or is there twice
     */
    static ManifestColumns of(CsvRecord header, String manifest) {
        List<String> names = header.getFields().stream().map(String::strip).toList();
        List<String> missing = new ArrayList<>(REQUIRED);
        missing.removeAll(names);
        if (!missing.isEmpty()) {
            throw new CannotStartException(manifest + " has no column " + String.join(", ", missing)
                    + "; its first line is: " + firstLine(header));
        }
        for (String known : KNOWN) {
            if (Collections.frequency(names, known) > 1) {
                throw new CannotStartException(manifest + " has more than one column " + known);
            }
        }
        return new ManifestColumns(names);
    }

    /** Enough of it to see what the file is instead of a manifest. */
    private static String firstLine(CsvRecord header) {
        return Printable.cell(String.join(",", header.getFields()), Table.COLUMNS)
                .strip();
    }

    /** Returns the hub id of a row as it stands there, empty when the row is too short. */
    String hubId(CsvRecord row) {
        int column = names.indexOf(HUB_ID);
        return column < row.getFieldCount() ? row.getField(column) : "";
    }

    /**
     * Makes a request of a row.
     *
     * @throws IllegalArgumentException saying what is wrong with the row
     */
    ProvisionHubRequest request(CsvRecord row) {
        if (row.getFieldCount() != names.size()) {
            // A comma too many, or a line that was cut off: whatever the cells hold, it may be somebody else's.
            throw new IllegalArgumentException(
                    "the line has " + row.getFieldCount() + " cells, the header has " + names.size());
        }
        return ProvisionHubRequest.of(required(row, HUB_ID), required(row, "serial"), required(row, "model"))
                .withThingName(optional(row, THING_NAME))
                .withVendorName(optional(row, VENDOR_NAME));
    }

    private String required(CsvRecord row, String name) {
        String value = optional(row, name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is empty");
        }
        return value;
    }

    /** An empty cell is an absent field: sent as it is, it would be stored as it is (PH-REQ-05, PH-REQ-09). */
    private @Nullable String optional(CsvRecord row, String name) {
        int column = names.indexOf(name);
        if (column < 0 || row.getField(column).isBlank()) {
            return null;
        }
        String value = row.getField(column);
        if (value.indexOf(UNREADABLE) >= 0) {
            throw new IllegalArgumentException(name + " isn't readable as UTF-8; save the manifest as UTF-8");
        }
        return value;
    }
}
