package co.spkey.sdk.hubs;

import co.spkey.sdk.core.ResponseMetadata;
import co.spkey.sdk.core.call.Answer;
import co.spkey.sdk.core.call.Json;
import co.spkey.sdk.core.call.MalformedAnswerException;
import co.spkey.sdk.core.call.Operation;
import co.spkey.sdk.core.call.PathSegment;
import co.spkey.sdk.core.call.UnsuccessfulAnswerException;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** {@code POST /hubs/{id}/ProvisionHub} (PH-REQ-01). */
final class ProvisionHubOperation implements Operation<ProvisionHubRequest, ProvisionHubResponse> {

    static final String NAME = "ProvisionHub";

    /** What the names of the fields take, and some room for escapes. */
    private static final int FIELDS_SIZE = 80;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String subject(ProvisionHubRequest request) {
        return "hub " + request.hubId();
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public String path(ProvisionHubRequest request) {
        return "/hubs/" + PathSegment.encode(request.hubId()) + "/ProvisionHub";
    }

    /** Absent fields are left out, never null (PH-REQ-09); the hub id is always there (PH-REQ-07). */
    @Override
    public byte[] body(ProvisionHubRequest request) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(usualSize(request));
        try (JsonGenerator json = Json.streaming().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("hubId", request.hubId());
            json.writeStringField("serial", request.serial());
            json.writeStringField("model", request.model());
            writeIfPresent(json, "thingName", request.thingName());
            writeIfPresent(json, "vendorName", request.vendorName());
            json.writeEndObject();
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return bytes.toByteArray();
    }

    /** Enough where no character takes more than one byte. */
    private static int usualSize(ProvisionHubRequest request) {
        String thingName = request.thingName();
        String vendorName = request.vendorName();
        return FIELDS_SIZE
                + request.hubId().length()
                + request.serial().length()
                + request.model().length()
                + (thingName == null ? 0 : thingName.length())
                + (vendorName == null ? 0 : vendorName.length());
    }

    private static void writeIfPresent(JsonGenerator json, String field, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value);
        }
    }

    @Override
    public ProvisionHubResponse read(ProvisionHubRequest request, Answer answer, ResponseMetadata metadata)
            throws MalformedAnswerException, UnsuccessfulAnswerException {
        return new ProvisionHubReader(answer.bytes()).read(metadata);
    }
}
