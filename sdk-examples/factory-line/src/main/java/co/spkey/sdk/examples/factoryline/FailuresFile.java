package co.spkey.sdk.examples.factoryline;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines that didn't end in a provisioned hub, as a manifest of their own: corrected, or as it is, it can be provisioned
 * again. Two columns that a manifest's reader passes over tell which line it was and what was wrong. Of a line that can't be
 * expressed as a hub only what is known is written, which no reader takes for a hub; so it stays until somebody corrects it.
 */
final class FailuresFile implements Closeable {

    private final WholeFile file;
    private final CsvWriter csv;

    private FailuresFile(WholeFile file) {
        this.file = file;
        csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file.out(), StandardCharsets.UTF_8);
    }

    /**
     * Begins the file.
     *
     * @throws CannotStartException if it can't be written
     */
    static FailuresFile open(Path path) {
        FailuresFile file = new FailuresFile(WholeFile.open(path, "--failures"));
        List<String> header = new ArrayList<>(HubFields.NAMES);
        header.add("line");
        header.add("problem");
        file.csv.writeRecord(header);
        return file;
    }

    /**
     * Adds a line.
     *
     * @throws UncheckedIOException if it can't be written
     */
    void add(LineProblem problem) {
        List<String> row = new ArrayList<>(problem.fields().cells());
        row.add(Long.toString(problem.line()));
        row.add(Printable.line(problem.message()));
        try {
            csv.writeRecord(row);
        } catch (UncheckedIOException full) {
            throw new UncheckedIOException(
                    "the failures file can't be written: " + full.getMessage(), new IOException(full));
        }
    }

    /** Returns where the file is until it is complete. */
    Path part() {
        return file.part();
    }

    /** Leaves the lines so far beside the file's place. */
    void keepPart() throws IOException {
        csv.flush();
        file.keepPart();
    }

    /** Puts the file in its place. */
    void complete() throws IOException {
        csv.flush();
        file.complete();
    }

    @Override
    public void close() {
        file.close();
    }
}
