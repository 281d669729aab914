package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.examples.factoryline.ManifestLine.BadLine;
import co.spkey.sdk.examples.factoryline.TextLines.TextLine;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A manifest in JSON lines: each line is an object that has a hub's fields, and maybe others. */
final class JsonLinesManifestReader extends ManifestReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    JsonLinesManifestReader(TextLines lines, String manifest) {
        super(lines, manifest);
    }

    @Override
    @Nullable
    ManifestLine read(TextLines from) throws IOException {
        TextLine line = from.next();
        while (line != null && line.text().isBlank() && !line.tooLong()) {
            line = from.next();
        }
        if (line == null) {
            return null;
        }
        return line.tooLong()
                ? new BadLine(line.number(), HubFields.NONE, ManifestLine.TOO_LONG)
                : line(line.number(), line.text());
    }

    private static ManifestLine line(long number, String text) throws IOException {
        Map<String, String> fields = new HashMap<>();
        String problem;
        try (JsonParser json = JSON.createParser(text)) {
            problem = read(json, fields);
        } catch (JsonProcessingException broken) {
            return new BadLine(number, HubFields.NONE, "no JSON: " + broken.getOriginalMessage());
        }
        return problem == null
                ? ManifestLine.of(number, HubFields.of(fields::get))
                : new BadLine(number, HubFields.ofHub(fields.get(HubFields.HUB_ID)), problem);
    }

    /** Collects the fields of a hub; returns what is wrong with the line, or null. */
    private static @Nullable String read(JsonParser json, Map<String, String> into) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return "the line is no JSON object";
        }
        String problem = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (HubFields.NAMES.contains(name) && value == JsonToken.VALUE_STRING) {
                into.put(name, json.getText());
            } else if (HubFields.NAMES.contains(name) && value != JsonToken.VALUE_NULL) {
                problem = name + " is no string; put it in quotes";
            }
            json.skipChildren();
        }
        return json.nextToken() == null ? problem : "there is more than one JSON object in the line";
    }
}
