package co.spkey.sdk.hubs;

import co.spkey.sdk.core.call.Json;
import co.spkey.sdk.core.call.MalformedAnswerException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of an answer's fields from a streaming parser that stands on them. A value of the wrong type names the
 * field and its clause, and never shows the value.
 */
final class JsonFields {

    /** Of a number that is read, in characters: reading takes time that grows faster than its length. */
    static final int LONGEST_NUMBER = 1000;

    private JsonFields() {}

    /** Takes one field, on whose value the parser stands, and leaves the parser on that value's end. */
    @FunctionalInterface
    interface Taker {
        void take(String field, JsonParser parser) throws IOException, MalformedAnswerException;
    }

    /** Goes through the fields of a body that must be one object and nothing else. */
    static void each(byte[] body, String clause, Taker taker) throws MalformedAnswerException {
        try (JsonParser parser = Json.streaming().createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw wrongType(parser, "the body", "an object", clause);
            }
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                parser.nextToken();
                taker.take(field, parser);
            }
            if (parser.nextToken() != null) {
                throw new MalformedAnswerException("something follows the body's object (" + clause + ")");
            }
        } catch (IOException notJson) {
            // Not as the cause: Jackson's messages quote the body, which may repeat a secret.
            throw new MalformedAnswerException("the body is not JSON (" + clause + "): "
                    + notJson.getClass().getSimpleName() + place(notJson));
        }
    }

    private static String place(IOException notJson) {
        JsonLocation at = notJson instanceof JsonProcessingException known ? known.getLocation() : null;
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    static boolean bool(JsonParser parser, String field, String clause) throws IOException, MalformedAnswerException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE;
        }
        throw wrongType(parser, field, "a boolean", clause);
    }

    static String string(JsonParser parser, String field, String clause) throws IOException, MalformedAnswerException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        throw wrongType(parser, field, "a string", clause);
    }

    static @Nullable String stringOrNull(JsonParser parser, String field, String clause)
            throws IOException, MalformedAnswerException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : string(parser, field, clause);
    }

    static BigDecimal number(JsonParser parser, String field, String clause)
            throws IOException, MalformedAnswerException {
        if (!parser.currentToken().isNumeric()) {
            throw wrongType(parser, field, "a number", clause);
        }
        if (parser.getTextLength() > LONGEST_NUMBER) {
            throw new MalformedAnswerException(
                    field + " is a number of more than " + LONGEST_NUMBER + " digits (" + clause + ")");
        }
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException | ArithmeticException outOfRange) {
            throw new MalformedAnswerException(field + " is a number that can't be read (" + clause + ")");
        }
    }

    /** Epoch milliseconds; a fraction is dropped. */
    static Instant instant(JsonParser parser, String field, String clause)
            throws IOException, MalformedAnswerException {
        return Instant.ofEpochMilli(wholeNumber(parser, field, clause));
    }

    static @Nullable Instant instantOrNull(JsonParser parser, String field, String clause)
            throws IOException, MalformedAnswerException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : instant(parser, field, clause);
    }

    static long wholeNumber(JsonParser parser, String field, String clause)
            throws IOException, MalformedAnswerException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return parser.getLongValue();
        }
        double value = number(parser, field, clause).doubleValue();
        if (Math.abs(value) > Long.MAX_VALUE / 2.0) {
            throw new MalformedAnswerException(field + " is a number out of range (" + clause + ")");
        }
        return (long) value;
    }

    static MalformedAnswerException wrongType(JsonParser parser, String field, String expected, String clause) {
        return new MalformedAnswerException(
                field + " is " + nameOf(parser.currentToken()) + " where " + expected + " belongs (" + clause + ")");
    }

    static MalformedAnswerException missing(String field, String clause) {
        return new MalformedAnswerException(field + " is missing (" + clause + ")");
    }

    private static String nameOf(@Nullable JsonToken token) {
        if (token == null) {
            return "empty";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            default -> "something else";
        };
    }
}
