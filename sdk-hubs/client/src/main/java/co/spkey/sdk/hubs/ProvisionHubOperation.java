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

    // What the body has besides its values; the quotes don't matter for its length.
    private static final int REQUIRED_FIELDS = "{'hubId':'','serial':'','model':''}".length();
    private static final int THING_NAME = ",'thingName':''".length();
    private static final int VENDOR_NAME = ",'vendorName':''".length();

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
        Bytes bytes = new Bytes(usualSize(request));
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
        return bytes.all();
    }

    /** The exact size where each character takes one byte. */
    private static int usualSize(ProvisionHubRequest request) {
        String thingName = request.thingName();
        String vendorName = request.vendorName();
        return REQUIRED_FIELDS
                + request.hubId().length()
                + request.serial().length()
                + request.model().length()
                + (thingName == null ? 0 : THING_NAME + thingName.length())
                + (vendorName == null ? 0 : VENDOR_NAME + vendorName.length());
    }

    /** Bytes that need no copy where their number was known before. */
    private static final class Bytes extends ByteArrayOutputStream {

        Bytes(int size) {
            super(size);
        }

        byte[] all() {
            return count == buf.length ? buf : toByteArray();
        }
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
