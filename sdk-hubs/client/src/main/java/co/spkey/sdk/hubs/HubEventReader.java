package co.spkey.sdk.hubs;

import co.spkey.sdk.core.call.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event (PH-RES-04). What is known is read in one go; only an event that isn't known, or not as it should be, is
 * read once more, to be kept as it came (PH-RES-07).
 */
final class HubEventReader {

    private final byte[] body;
    private @Nullable String type;
    private @Nullable String hubId;
    private @Nullable String serial;
    private @Nullable String model;
    private @Nullable String thingName;
    private @Nullable String vendorName;
    private @Nullable Instant provisionedAt;

    /**
     * Makes a reader.
     *
     * @param body the whole answer that holds the event
     */
    HubEventReader(byte[] body) {
        this.body = body;
    }

    /** Reads the object on whose beginning the parser stands; afterwards it stands on its end. */
    HubEvent read(JsonParser parser) throws IOException {
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (field.equals("type")) {
                type = text(parser);
            } else if (field.equals("data") && value == JsonToken.START_OBJECT) {
                data(parser);
            }
            parser.skipChildren();
        }
        if (HubProvisioned.TYPE.equals(type)
                && hubId != null
                && serial != null
                && model != null
                && thingName != null
                && provisionedAt != null) {
            return new HubProvisioned(hubId, serial, model, thingName, vendorName, provisionedAt);
        }
        return new UnrecognizedHubEvent(type == null ? "" : type, asItCame());
    }

    /** Copies the event token by token: a number stays as it was written, however large it is. */
    private String asItCame() throws IOException {
        StringWriter copy = new StringWriter();
        try (JsonParser parser = Json.streaming().createParser(body);
                JsonGenerator json = Json.streaming().createGenerator(copy)) {
            parser.nextToken();
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                parser.nextToken();
                if (field.equals("event")) {
                    json.flush();
                    copy.getBuffer().setLength(0); // Of two, the last one counts.
                    copy(parser, json);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return copy.toString().strip();
    }

    private static void copy(JsonParser parser, JsonGenerator json) throws IOException {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            if (token.isNumeric()) {
                json.writeNumber(parser.getText());
            } else {
                json.copyCurrentEvent(parser);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        } while (depth > 0 && parser.nextToken() != null);
    }

    private void data(JsonParser parser) throws IOException {
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "hubId" -> hubId = text(parser);
                case "serial" -> serial = text(parser);
                case "model" -> model = text(parser);
                case "thingName" -> thingName = text(parser);
                case "vendorName" -> vendorName = text(parser);
                case "provisionedAt" -> provisionedAt = moment(parser);
                default -> {}
            }
            parser.skipChildren();
        }
    }

    private static @Nullable String text(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
    }

    private static @Nullable Instant moment(JsonParser parser) throws IOException {
        if (!parser.currentToken().isNumeric()) {
            return null;
        }
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            long whole = parser.getLongValue();
            return Math.abs(whole) < Long.MAX_VALUE / 2 ? Instant.ofEpochMilli(whole) : null;
        }
        if (parser.getTextLength() > JsonFields.LONGEST_NUMBER) {
            return null;
        }
        try {
            BigDecimal millis = parser.getDecimalValue();
            // Compared first: a number with a huge exponent must not be written out in digits.
            boolean readable = millis.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 2)) < 0;
            return readable ? Instant.ofEpochMilli((long) millis.doubleValue()) : null;
        } catch (NumberFormatException | ArithmeticException outOfRange) {
            return null;
        }
    }
}
