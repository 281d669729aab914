package co.spkey.sdk.examples.factoryline;

/** Follows a row of CSV over its lines to see where it ends: at a line's end, unless that is within quotes (RFC 4180). */
final class CsvQuotes {

    private boolean open;

    /**
     * Reads one more line of the row.
     *
     * @return whether the row goes on with the next line
     */
    boolean leftOpenBy(String line) {
        boolean cellBegins = !open;
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            if (open) {
                if (character == '"') {
                    boolean doubled = i + 1 < line.length() && line.charAt(i + 1) == '"';
                    open = doubled;
                    i += doubled ? 1 : 0;
                }
            } else {
                // Only a cell's first character opens quotes; elsewhere a quote is a character like others.
                open = cellBegins && character == '"';
                cellBegins = character == ',';
            }
        }
        return open;
    }
}
