package co.spkey.sdk.hubs.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import co.spkey.sdk.core.call.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** One line: a JSON object whose last field is the CRC-32C of everything before that field. */
final class JournalLine {

    private static final byte[] CHECK = ",\"crc\":\"".getBytes(US_ASCII);
    private static final byte[] END = "\"}".getBytes(US_ASCII);
    private static final int DIGITS = 8;
    private static final int TAIL = CHECK.length + DIGITS + END.length;
    private static final int USUAL_SIZE = 192;

    private JournalLine() {}

    /** Writes the fields of a record. */
    @FunctionalInterface
    interface Fields {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** Returns the line, its line feed included. */
    static byte[] of(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator json = Json.streaming().createGenerator(bytes)) {
            json.writeStartObject();
            fields.writeTo(json);
            json.flush();
            byte[] record = bytes.toByteArray();
            json.writeStringField("crc", crc(record, record.length));
            json.writeEndObject();
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    /** Returns whether the line, without its line feed, is whole. */
    static boolean isWhole(byte[] line) {
        int end = line.length - TAIL;
        if (end < 1
                || !Arrays.equals(line, end, end + CHECK.length, CHECK, 0, CHECK.length)
                || !Arrays.equals(line, line.length - END.length, line.length, END, 0, END.length)) {
            return false;
        }
        String digits = new String(line, end + CHECK.length, DIGITS, US_ASCII);
        return digits.equals(crc(line, end));
    }

    private static String crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
