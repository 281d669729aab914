package co.spkey.sdk.examples.factoryline;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a manifest line by line and keeps nothing of what it has read, so that a manifest may be larger than the memory. A
 * line that is no hub doesn't keep the next one from being read.
 */
abstract class ManifestReader implements Closeable {

    private final TextLines lines;
    private final String manifest;
    private @Nullable ManifestLine ahead;
    private boolean atEnd;
    private long count;

    ManifestReader(TextLines lines, String manifest) {
        this.lines = lines;
        this.manifest = manifest;
    }

    /** Reads the next line that isn't blank; null at the end. */
    abstract @Nullable ManifestLine read(TextLines from) throws IOException;

    /**
     * Returns the next line, or null at the end.
     *
     * @throws UncheckedIOException if the file can't be read any further
     */
    final @Nullable ManifestLine next() {
        ManifestLine next = peek();
        ahead = null;
        count += next == null ? 0 : 1;
        return next;
    }

    /** Returns whether there is no line any more. */
    final boolean isAtEnd() {
        return peek() == null;
    }

    private @Nullable ManifestLine peek() {
        if (ahead == null && !atEnd) {
            try {
                ahead = read(lines);
            } catch (IOException broken) {
                throw new UncheckedIOException(
                        manifest + " can't be read after line " + lines.lastNumber() + ": " + broken.getMessage(),
                        broken);
            }
            atEnd = ahead == null;
        }
        return ahead;
    }

    /** Returns how many lines were returned. */
    final long count() {
        return count;
    }

    /** Returns about how many bytes of the file were read. */
    final long bytesRead() {
        return lines.bytesRead();
    }

    @Override
    public final void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
