package co.spkey.sdk.hubs.testkit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * JSON text in and out.
 *
 * <p>Works on text, not on bytes: a byte generator refuses a lone surrogate, while the backend answers with whatever
 * strings it was sent (PH-RES-07).
 */
final class Json {

    /** Bodies are bounded in bytes before they get here, so no second bound is put on what is in them. */
    private static final StreamReadConstraints UNBOUNDED = StreamReadConstraints.builder()
            .maxNestingDepth(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .build();

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(UNBOUNDED)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private Json() {}

    /** Something that writes one JSON value. */
    @FunctionalInterface
    interface Value {
        void writeTo(JsonGenerator out) throws IOException;
    }

    static String text(Value value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            value.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return escapeLoneSurrogates(text.toString());
    }

    static JsonParser parser(String text) throws IOException {
        return FACTORY.createParser(text);
    }

    /** A lone surrogate has no UTF-8 form: as {@code \}{@code uD800} it survives; it can only stand inside a JSON string. */
    private static String escapeLoneSurrogates(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            if (Character.getType(point) == Character.SURROGATE) {
                escaped.append("\\u").append(Integer.toHexString(point));
            } else {
                escaped.appendCodePoint(point);
            }
            i += Character.charCount(point);
        }
        return escaped.toString();
    }
}
