package co.spkey.sdk.examples.fleetflink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serial;
import org.apache.flink.api.common.serialization.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * Writes an outcome as a line of JSON that begins with the hub's own fields: so the failures, once corrected, are manifest parts
 * to feed back.
 */
final class OutcomeLine implements Encoder<HubOutcome> {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    @Override
    public void encode(HubOutcome outcome, OutputStream out) throws IOException {
        PartLine line = outcome.line();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("hubId", line.hubId());
            write(json, "serial", line.serial());
            write(json, "model", line.model());
            write(json, "thingName", line.thingName());
            write(json, "vendorName", line.vendorName());
            json.writeStringField("part", line.part());
            json.writeNumberField("line", line.line());
            json.writeStringField("outcome", outcome.outcome());
            write(json, "detail", outcome.detail());
            write(json, "requestId", outcome.requestId());
            json.writeNumberField("attempts", outcome.attempts());
            json.writeNumberField("millis", outcome.millis());
            if (outcome.failed()) {
                json.writeBooleanField("mayExist", outcome.mayExist());
            } else {
                json.writeBooleanField("verified", outcome.verified());
                json.writeBooleanField("afterRestart", outcome.afterRestart());
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void write(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
