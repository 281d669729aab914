package co.spkey.sdk.hubs.testkit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The body of a command as the backend's parser sees it, before any validation.
 *
 * <p>What is not one JSON value counts as an empty object: malformed text, an empty body, none at all (PH-ERR-04), and so a
 * compressed one or one with a byte order mark (PH-REQ-02). The media type plays no part. Of duplicate fields the last one
 * counts.
 *
 * @param kind what the whole body is
 * @param fields the fields of an object by name, empty for anything else
 */
record CommandBody(JsonKind kind, Map<String, Field> fields) {

    private static final CommandBody EMPTY_OBJECT = new CommandBody(JsonKind.OBJECT, Map.of());
    private static final Field ABSENT = new Field(JsonKind.UNDEFINED, "");
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    CommandBody {
        fields = Map.copyOf(fields);
    }

    /**
     * One field of the body.
     *
     * @param kind what it holds
     * @param text the string it holds, empty for any other kind
     */
    record Field(JsonKind kind, String text) {}

    Field field(String name) {
        return fields.getOrDefault(name, ABSENT);
    }

    static CommandBody read(String text) {
        if (text.indexOf(BYTE_ORDER_MARK) == 0) {
            return EMPTY_OBJECT;
        }
        try (JsonParser in = Json.parser(text)) {
            JsonToken first = in.nextToken();
            if (first == null) {
                return EMPTY_OBJECT;
            }
            JsonKind kind = JsonKind.startedBy(first);
            Map<String, Field> fields = new HashMap<>();
            if (kind == JsonKind.OBJECT) {
                readFields(in, fields);
            } else {
                in.skipChildren();
            }
            boolean oneValue = in.nextToken() == null;
            return oneValue ? new CommandBody(kind, fields) : EMPTY_OBJECT;
        } catch (IOException malformed) {
            return EMPTY_OBJECT;
        }
    }

    private static void readFields(JsonParser in, Map<String, Field> fields) throws IOException {
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            JsonKind kind = JsonKind.startedBy(in.nextToken());
            fields.put(name, new Field(kind, kind == JsonKind.STRING ? in.getText() : ""));
            in.skipChildren();
        }
    }
}
