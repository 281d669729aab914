package co.spkey.sdk.hubs.journal;

import co.spkey.sdk.core.call.Json;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The fields of a line that was read; what is missing is null, zero or false. */
final class JournalRecord {

    static final String HEADER = "journal";
    static final String SENT = "sent";
    static final String DONE = "done";
    static final String FAILED = "failed";

    private @Nullable String kind;
    private String subject = "";
    private String baseUrl = "";
    private long format;
    private String data = "";
    private long position;
    private boolean verified;
    private boolean mayExist;

    private JournalRecord() {}

    /** Reads a whole line; its checksum has been looked at. */
    static JournalRecord read(byte[] line) throws IOException {
        JournalRecord record = new JournalRecord();
        try (JsonParser parser = Json.streaming().createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                parser.nextToken();
                record.take(field, parser);
                parser.skipChildren();
            }
        }
        return record;
    }

    private void take(String field, JsonParser parser) throws IOException {
        switch (field) {
            case HEADER, SENT, DONE, FAILED -> {
                kind = field;
                subject = parser.getText();
            }
            case "baseUrl" -> baseUrl = parser.getText();
            case "format" -> format = parser.getLongValue();
            case "data" -> data = parser.getText();
            case "position" -> position = parser.getLongValue();
            case "verified" -> verified = parser.getBooleanValue();
            case "mayExist" -> mayExist = parser.getBooleanValue();
            default -> {}
        }
    }

    /** Which kind of record it is, or null when it is none that this release knows. */
    @Nullable
    String kind() {
        return kind;
    }

    /** The hub's id; in the header, whose journal it is. */
    String subject() {
        return subject;
    }

    String baseUrl() {
        return baseUrl;
    }

    long format() {
        return format;
    }

    Fingerprint hub() {
        return Fingerprint.of(subject, Long.parseUnsignedLong(data, 16));
    }

    long position() {
        return position;
    }

    boolean verified() {
        return verified;
    }

    boolean mayExist() {
        return mayExist;
    }
}
