package co.spkey.sdk.hubs.journal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import org.jspecify.annotations.Nullable;

/** Takes a file apart into lines and knows where each began. */
final class JournalReader {

    /** Longer than any record can be: what goes on beyond it is no line of ours, and isn't kept. */
    private static final int LONGEST_LINE = 4 * 1024 * 1024;

    private static final int BUFFER = 64 * 1024;

    private final BufferedInputStream bytes;
    private long lineStart;
    private long lineEnd;
    private boolean ended;

    JournalReader(RandomAccessFile file) {
        bytes = new BufferedInputStream(
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        return file.read();
                    }

                    @Override
                    public int read(byte[] target, int offset, int length) throws IOException {
                        return file.read(target, offset, length);
                    }
                },
                BUFFER);
    }

    /** Returns the next line without its line feed, or null at the end; an oversized one comes cut off. */
    byte @Nullable [] next() throws IOException {
        lineStart = lineEnd;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = bytes.read();
        if (b < 0) {
            return null;
        }
        for (; b >= 0; b = bytes.read()) {
            lineEnd++;
            if (b == '\n') {
                ended = true;
                return line.toByteArray();
            }
            if (line.size() < LONGEST_LINE) {
                line.write(b);
            }
        }
        ended = false;
        return line.toByteArray();
    }

    /** Returns whether the last line that was returned had its line feed. */
    boolean hasLineFeed() {
        return ended;
    }

    /** Returns whether nothing follows the last line that was returned. */
    boolean isAtEnd() throws IOException {
        bytes.mark(1);
        boolean end = bytes.read() < 0;
        bytes.reset();
        return end;
    }

    /** Returns where the last line that was returned begins in the file; at the end, where the file ends. */
    long lineStart() {
        return lineStart;
    }
}
