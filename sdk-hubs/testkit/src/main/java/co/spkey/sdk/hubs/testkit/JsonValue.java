package co.spkey.sdk.hubs.testkit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One JSON value, read whole. Asking it for a field or an entry that isn't there gives {@link #UNDEFINED}, so a look into an
 * answer of any shape never fails.
 *
 * @param text the string, or the number as it was written; empty for every other kind
 * @param fields the fields of an object by name, in the order of their names
 * @param items the entries of an array
 */
record JsonValue(JsonKind kind, String text, Map<String, JsonValue> fields, List<JsonValue> items) {

    static final JsonValue UNDEFINED = new JsonValue(JsonKind.UNDEFINED, "", Map.of(), List.of());

    /** Deeper than anything of the contract's, and far from the end of the stack. */
    private static final int DEEPEST = 100;

    /** Reads one JSON text; null when it isn't exactly one value, or nested beyond reason. */
    static @Nullable JsonValue read(String text) {
        try (JsonParser in = Json.parser(text)) {
            if (in.nextToken() == null) {
                return null;
            }
            JsonValue value = value(in, 0);
            return in.nextToken() == null ? value : null;
        } catch (IOException malformed) {
            return null;
        }
    }

    /** Reads one JSON text; {@link #UNDEFINED} when it isn't one. */
    static JsonValue readOrUndefined(String text) {
        JsonValue value = read(text);
        return value == null ? UNDEFINED : value;
    }

    JsonValue get(String name) {
        return fields.getOrDefault(name, UNDEFINED);
    }

    JsonValue item(int index) {
        return index < items.size() ? items.get(index) : UNDEFINED;
    }

    boolean is(JsonKind expected) {
        return kind == expected;
    }

    boolean isText(String expected) {
        return kind == JsonKind.STRING && text.equals(expected);
    }

    boolean isBoolean(boolean expected) {
        return kind == JsonKind.BOOLEAN && text.equals(String.valueOf(expected));
    }

    boolean isNumber(String expected) {
        return kind == JsonKind.NUMBER && text.equals(expected);
    }

    /** Returns what a message says of it: a string in quotes, a number or a boolean as it is, of the rest the kind. */
    String shown() {
        return switch (kind) {
            case STRING -> Shown.quoted(text);
            case NUMBER, BOOLEAN -> text;
            case UNDEFINED -> "nothing";
            default -> kind.word();
        };
    }

    private static JsonValue value(JsonParser in, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("nested more than " + DEEPEST + " deep");
        }
        JsonKind kind = JsonKind.startedBy(in.currentToken());
        return switch (kind) {
            case OBJECT -> new JsonValue(kind, "", fields(in, depth), List.of());
            case ARRAY -> new JsonValue(kind, "", Map.of(), items(in, depth));
            default -> new JsonValue(kind, kind == JsonKind.NULL ? "" : in.getText(), Map.of(), List.of());
        };
    }

    private static Map<String, JsonValue> fields(JsonParser in, int depth) throws IOException {
        Map<String, JsonValue> fields = new TreeMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            fields.put(name, value(in, depth + 1));
        }
        return Collections.unmodifiableMap(fields);
    }

    private static List<JsonValue> items(JsonParser in, int depth) throws IOException {
        List<JsonValue> items = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(in, depth + 1));
        }
        return List.copyOf(items);
    }
}
