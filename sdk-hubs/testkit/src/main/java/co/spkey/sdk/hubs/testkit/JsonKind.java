package co.spkey.sdk.hubs.testkit;

import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

/** What kind of value a field holds, in the words of the backend's validation messages. */
enum JsonKind {
    OBJECT("object"),
    ARRAY("array"),
    STRING("string"),
    NUMBER("number"),
    BOOLEAN("boolean"),
    NULL("null"),
    /** The field is absent, which is not the same as null (PH-REQ-09). */
    UNDEFINED("undefined");

    private final String word;

    JsonKind(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static JsonKind startedBy(@Nullable JsonToken token) {
        if (token == null) {
            return UNDEFINED;
        }
        return switch (token) {
            case START_OBJECT -> OBJECT;
            case START_ARRAY -> ARRAY;
            case VALUE_STRING -> STRING;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> BOOLEAN;
            case VALUE_NULL -> NULL;
            default -> UNDEFINED;
        };
    }
}
