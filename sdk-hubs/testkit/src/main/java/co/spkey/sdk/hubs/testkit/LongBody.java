package co.spkey.sdk.hubs.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Writes a body that is one JSON string, however long, without holding it in memory. */
@FunctionalInterface
interface LongBody {

    /** Writes the body; the stream is the caller's to close. */
    void writeTo(OutputStream out) throws IOException;

    /** A string that never ends: it goes on until writing fails, because the client or the server has had enough. */
    static LongBody endless() {
        return out -> {
            byte[] block = block();
            out.write('"');
            while (!Thread.currentThread().isInterrupted()) {
                out.write(block);
                out.flush();
            }
        };
    }

    /** A string of so many bytes, its two quotes included. */
    static LongBody of(long bytes) {
        return out -> {
            byte[] block = block();
            out.write('"');
            for (long left = bytes - 2; left > 0; left -= block.length) {
                out.write(block, 0, (int) Math.min(left, block.length));
            }
            out.write('"');
        };
    }

    /** The same, compressed. */
    static LongBody gzipped(long bytes) {
        return out -> {
            GZIPOutputStream gzip = new GZIPOutputStream(out);
            of(bytes).writeTo(gzip);
            gzip.finish();
        };
    }

    private static byte[] block() {
        byte[] block = new byte[8192];
        Arrays.fill(block, (byte) 'x');
        return block;
    }
}
