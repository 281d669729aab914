package co.spkey.sdk.hubs.testkit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The body of a command, and what can be done to spoil it.
 *
 * @param fields each field's JSON text by name
 */
record CommandText(Map<String, String> fields) {

    static final String SERIAL = "CONTRACT-CHECK-1";
    static final String MODEL = "CONTRACT-CHECK";
    static final String VENDOR = "Contract check";

    CommandText {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    static CommandText of(String hubId) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("hubId", quote(hubId));
        fields.put("serial", quote(SERIAL));
        fields.put("model", quote(MODEL));
        fields.put("vendorName", quote(VENDOR));
        return new CommandText(fields);
    }

    CommandText with(String name, String json) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.put(name, json);
        return new CommandText(changed);
    }

    CommandText withText(String name, String text) {
        return with(name, quote(text));
    }

    CommandText without(String name) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.remove(name);
        return new CommandText(changed);
    }

    String json() {
        return Json.text(out -> {
            out.writeStartObject();
            for (Map.Entry<String, String> field : fields.entrySet()) {
                out.writeFieldName(field.getKey());
                out.writeRawValue(field.getValue());
            }
            out.writeEndObject();
        });
    }

    private static String quote(String text) {
        return Json.text(out -> out.writeString(text));
    }
}
