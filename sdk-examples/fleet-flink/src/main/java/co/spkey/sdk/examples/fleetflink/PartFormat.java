package co.spkey.sdk.examples.fleetflink;

import co.spkey.sdk.examples.factoryline.ManifestPart;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.ArrayResultIterator;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads a folder's parts side by side, each of them from its beginning to its end by one subtask. A checkpoint remembers how many
 * lines of a part were read; a restored job skips them.
 */
final class PartFormat implements BulkFormat<PartLine, FileSourceSplit> {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String below;

    /**
     * Makes one.
     *
     * @param folder what is read; a part goes by its path below it, short, as it is kept for each hub, and no other part's
     */
    PartFormat(Path folder) {
        // The engine, too, looks for a folder without a beginning in this machine's current one.
        boolean whole = folder.isAbsolute() || folder.toUri().getScheme() != null;
        String path = whole ? folder.getPath() : absolute(folder.getPath());
        below = path.endsWith("/") ? path : path + "/";
    }

    private static String absolute(String folder) {
        java.nio.file.Path here = java.nio.file.Path.of(folder).toAbsolutePath();
        return here.normalize().toUri().getPath();
    }

    @Override
    public Reader<PartLine> createReader(Configuration settings, FileSourceSplit split) throws IOException {
        return open(split.path(), 0);
    }

    @Override
    public Reader<PartLine> restoreReader(Configuration settings, FileSourceSplit split) throws IOException {
        return open(
                split.path(),
                split.getReaderPosition()
                        .map(CheckpointedPosition::getRecordsAfterOffset)
                        .orElse(0L));
    }

    private Reader<PartLine> open(Path path, long linesRead) throws IOException {
        return reader(name(path), path.getFileSystem().open(path), linesRead);
    }

    /** What a part is called; what isn't below the folder keeps its whole path. */
    String name(Path part) {
        String path = part.getPath();
        return path.startsWith(below) ? path.substring(below.length()) : path;
    }

    /** Reads a part from its beginning; the stream is closed with what is returned, and at once where it is of no use. */
    static Reader<PartLine> reader(String part, InputStream in, long linesRead) throws IOException {
        boolean reading = false;
        try {
            PartReader reader = new PartReader(part, ManifestPart.open(in, part));
            reader.skip(linesRead);
            reading = true;
            return reader;
        } catch (IllegalArgumentException noManifest) {
            // One file that isn't a manifest shouldn't stop a night's work; it is among the failures.
            PartReader reader = new PartReader(PartLine.bad(part, 1, "", String.valueOf(noManifest.getMessage())));
            reader.skip(linesRead);
            return reader;
        } finally {
            if (!reading) {
                in.close();
            }
        }
    }

    @Override
    public boolean isSplittable() {
        return false;
    }

    @Override
    public TypeInformation<PartLine> getProducedType() {
        return TypeInformation.of(PartLine.class);
    }

    /** Stands somewhere in a part. */
    private static final class PartReader implements Reader<PartLine> {

        /** How many lines are handed over at a time. */
        private static final int BATCH = 256;

        private final String part;
        private final @Nullable ManifestPart lines;
        private @Nullable PartLine instead;
        private long read;

        PartReader(String part, ManifestPart lines) {
            this.part = part;
            this.lines = lines;
        }

        PartReader(PartLine instead) {
            part = instead.part();
            lines = null;
            this.instead = instead;
        }

        void skip(long count) {
            while (read < count && next() != null) {
                // read on
            }
        }

        private @Nullable PartLine next() {
            PartLine next = instead;
            instead = null;
            ManifestPart.Line line = lines == null ? null : lines.next();
            if (line != null) {
                next = line.request() == null
                        ? PartLine.bad(part, line.number(), line.hubId(), String.valueOf(line.problem()))
                        : PartLine.of(part, line.number(), line.request());
            }
            read += next == null ? 0 : 1;
            return next;
        }

        @Override
        public @Nullable RecordIterator<PartLine> readBatch() {
            // Read here and not in the iterator: another thread runs that one, while this one reads on.
            PartLine[] batch = new PartLine[BATCH];
            long readBefore = read;
            int count = 0;
            PartLine next = next();
            while (next != null) {
                batch[count++] = next;
                next = count < BATCH ? next() : null;
            }
            if (count == 0) {
                return null;
            }
            ArrayResultIterator<PartLine> records = new ArrayResultIterator<>();
            records.set(batch, count, CheckpointedPosition.NO_OFFSET, readBefore);
            return records;
        }

        @Override
        public void close() {
            if (lines != null) {
                lines.close();
            }
        }
    }
}
