package co.spkey.sdk.hubs.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The requests of one connection, which are read in blocks: what a longer one costs here is no client's doing. */
final class RequestStream {

    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(US_ASCII);

    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private int start;
    private int end;

    RequestStream(InputStream in) {
        this.in = in;
    }

    /** Reads one request; false at the end of the connection. */
    boolean skip() throws IOException {
        int length = 0;
        int at = start;
        while (true) {
            if (at == end) {
                at -= start;
                if (!fill()) {
                    return false;
                }
                at += start;
            }
            if (buffer[at++] == '\n') {
                if (at - start <= 2) {
                    start = at;
                    skipBody(length);
                    return true;
                }
                length = Math.max(length, contentLength(start, at));
                start = at;
            }
        }
    }

    /** Keeps what is left from the start on. */
    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            throw new IOException("a line longer than " + end + " bytes");
        }
        int read = in.read(buffer, end, buffer.length - end);
        end += Math.max(read, 0);
        return read > 0;
    }

    private void skipBody(int length) throws IOException {
        int left = length;
        while (left > end - start) {
            left -= end - start;
            start = end;
            if (!fill()) {
                throw new EOFException("in the middle of a body");
            }
        }
        start += left;
    }

    /** The number in a line that is the field of that name, or zero. */
    private int contentLength(int from, int to) {
        if (to - from <= CONTENT_LENGTH.length) {
            return 0;
        }
        for (int i = 0; i < CONTENT_LENGTH.length; i++) {
            byte letter = buffer[from + i];
            if ((letter >= 'A' && letter <= 'Z' ? letter + 32 : letter) != CONTENT_LENGTH[i]) {
                return 0;
            }
        }
        int digits = from + CONTENT_LENGTH.length;
        return Integer.parseInt(new String(buffer, digits, to - digits, US_ASCII).strip());
    }
}
