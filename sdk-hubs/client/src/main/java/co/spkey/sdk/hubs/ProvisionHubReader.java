package co.spkey.sdk.hubs;

import co.spkey.sdk.core.ResponseMetadata;
import co.spkey.sdk.core.call.MalformedAnswerException;
import co.spkey.sdk.core.call.UnsuccessfulAnswerException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads the answer of ProvisionHub (PH-RES-01) as a stream. */
final class ProvisionHubReader implements JsonFields.Taker {

    private static final String CLAUSE = "PH-RES-01";

    private final byte[] bytes;
    private @Nullable Boolean success;
    private @Nullable String aggregateId;
    private @Nullable BigDecimal version;
    private @Nullable HubEvent event;
    private @Nullable MalformedAnswerException problem;

    ProvisionHubReader(byte[] bytes) {
        this.bytes = bytes;
    }

    ProvisionHubResponse read(ResponseMetadata metadata) throws MalformedAnswerException, UnsuccessfulAnswerException {
        JsonFields.each(bytes, CLAUSE, this);
        return checked(metadata);
    }

    /** A value of the wrong type is kept in mind until it is known whether the answer is a success at all. */
    @Override
    public void take(String field, JsonParser parser) throws IOException {
        try {
            takeValue(field, parser);
        } catch (MalformedAnswerException wrong) {
            problem = problem == null ? wrong : problem;
            parser.skipChildren();
        }
    }

    private void takeValue(String field, JsonParser parser) throws IOException, MalformedAnswerException {
        switch (field) {
            case "success" -> success = JsonFields.bool(parser, field, CLAUSE);
            case "aggregateId" -> aggregateId = JsonFields.string(parser, field, CLAUSE);
            case "version" -> version = JsonFields.number(parser, field, CLAUSE);
            case "event" -> event = event(parser);
            default -> parser.skipChildren();
        }
    }

    /** Null, or the text {@code "null"} of the documented sample (PH-RES-06), or an object. */
    private @Nullable HubEvent event(JsonParser parser) throws IOException, MalformedAnswerException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL
                || (token == JsonToken.VALUE_STRING && parser.getText().equals("null"))) {
            return null;
        }
        if (token != JsonToken.START_OBJECT) {
            throw JsonFields.wrongType(parser, "event", "an object or null", CLAUSE);
        }
        return new HubEventReader(bytes).read(parser);
    }

    private ProvisionHubResponse checked(ResponseMetadata metadata)
            throws MalformedAnswerException, UnsuccessfulAnswerException {
        if (Boolean.FALSE.equals(success)) {
            // Said before the other fields are missed: an error in a 2xx has none of them, or nulls.
            throw new UnsuccessfulAnswerException();
        }
        if (problem != null) {
            throw problem;
        }
        if (success == null) {
            throw JsonFields.missing("success", CLAUSE);
        }
        if (aggregateId == null) {
            throw JsonFields.missing("aggregateId", CLAUSE);
        }
        if (version == null) {
            throw JsonFields.missing("version", CLAUSE);
        }
        return new ProvisionHubResponse(true, aggregateId, version, event, metadata);
    }
}
