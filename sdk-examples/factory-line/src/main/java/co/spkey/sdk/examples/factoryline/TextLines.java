package co.spkey.sdk.examples.factoryline;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of a text, however it is saved. None of them can fill the memory. */
final class TextLines implements Closeable {

    /** How many characters a line, or a hub that spreads over several, may have. */
    static final int LONGEST = 65_536;

    private static final int LONGEST_MARK = 3;
    private static final int NOTHING_PEEKED = -2;
    private static final int END = -1;

    private final BufferedReader reader;
    private final boolean utf16;
    private final Deque<TextLine> putBack = new ArrayDeque<>();
    private long lastNumber;
    private long bytesRead;
    private int peeked = NOTHING_PEEKED;

    /**
     * A line.
     *
     * @param number counted from 1, as an editor does
     * @param text the line without its ending; empty if it is too long
     * @param ending what ends it; empty at the end of the text
     */
    record TextLine(long number, String text, String ending, boolean tooLong) {}

    /** Finds out how the text is encoded: its byte order mark tells, and without one it is UTF-8. */
    TextLines(InputStream in) throws IOException {
        PushbackInputStream marked = new PushbackInputStream(in, LONGEST_MARK);
        byte[] start = marked.readNBytes(LONGEST_MARK);
        Charset charset = StandardCharsets.UTF_8;
        int mark = 0;
        if (beginsWith(start, 0xEF, 0xBB, 0xBF)) {
            mark = LONGEST_MARK;
        } else if (beginsWith(start, 0xFE, 0xFF)) {
            charset = StandardCharsets.UTF_16BE;
            mark = 2;
        } else if (beginsWith(start, 0xFF, 0xFE)) {
            charset = StandardCharsets.UTF_16LE;
            mark = 2;
        }
        marked.unread(start, mark, start.length - mark);
        utf16 = !charset.equals(StandardCharsets.UTF_8);
        reader = new BufferedReader(new InputStreamReader(marked, charset));
    }

    private static boolean beginsWith(byte[] start, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= start.length || Byte.toUnsignedInt(start[i]) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns the next line, or null at the end. */
    @Nullable
    TextLine next() throws IOException {
        return putBack.isEmpty() ? read() : putBack.pop();
    }

    /** Makes lines, given in their order, the next ones. */
    void putBack(List<TextLine> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            putBack.push(lines.get(i));
        }
    }

    private @Nullable TextLine read() throws IOException {
        StringBuilder text = new StringBuilder();
        boolean tooLong = false;
        int character = character();
        if (character == END) {
            return null;
        }
        while (character != END && character != '\n' && character != '\r') {
            if (text.length() == LONGEST) {
                tooLong = true;
            } else {
                text.append((char) character);
            }
            character = character();
        }
        lastNumber++;
        return new TextLine(lastNumber, tooLong ? "" : text.toString(), ending(character), tooLong);
    }

    private String ending(int character) throws IOException {
        if (character == '\r') {
            int next = character();
            if (next == '\n') {
                return "\r\n";
            }
            peeked = next;
            bytesRead -= bytes(next);
            return "\r";
        }
        return character == '\n' ? "\n" : "";
    }

    private int character() throws IOException {
        int character = peeked == NOTHING_PEEKED ? reader.read() : peeked;
        peeked = NOTHING_PEEKED;
        bytesRead += bytes(character);
        return character;
    }

    private int bytes(int character) {
        if (character == END) {
            return 0;
        }
        if (utf16 || Character.isSurrogate((char) character)) {
            return 2;
        }
        return character < 0x80 ? 1 : character < 0x800 ? 2 : 3;
    }

    /** Returns about how many bytes the lines that were read have in the file. */
    long bytesRead() {
        return bytesRead;
    }

    /** Returns how many lines were read. */
    long lastNumber() {
        return lastNumber;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
