package co.spkey.sdk.hubs.testkit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the backend answers to a request, with no wire in it.
 *
 * <p>The order is the contract's (PH-AUTH-04): credentials, the body's form, then what the aggregate itself checks. The
 * route comes before all of them: where there is no route there is nothing to protect, so an unknown one is 404 with or
 * without credentials (the contract doesn't say).
 */
final class Backend {

    private final CredentialCheck credentials;
    private final Hubs hubs;
    private final Things things;

    Backend(AcceptedCredentials accepted, Hubs hubs, Things things) {
        this.credentials = new CredentialCheck(accepted);
        this.hubs = hubs;
        this.things = things;
    }

    Answer answer(@Nullable HubRoute route, ReceivedRequest request) {
        if (route == null) {
            return OpenApiDocument.isAskedFor(request.method(), request.rawPath())
                    ? Answer.of(200, Answer.JSON, OpenApiDocument.json())
                    : ErrorAnswers.e7(404, "404 Not Found");
        }
        Answer refusal = credentials.refusalOf(request);
        if (refusal != null) {
            return refusal;
        }
        return switch (route.action()) {
            case PROVISION -> provision(route, request.body());
            case STATUS -> status(route);
        };
    }

    private Answer provision(HubRoute route, String body) {
        ProvisionSchema.Result checked = ProvisionSchema.check(body);
        if (checked instanceof ProvisionSchema.Invalid invalid) {
            return ErrorAnswers.e2(400, invalid.issues());
        }
        try {
            ProvisionCommand command = ((ProvisionSchema.Valid) checked).command();
            return envelope(route, hubs.provision(route.hubId(), command, things));
        } catch (BusinessRuleViolation broken) {
            String message = String.valueOf(broken.getMessage());
            return ErrorAnswers.e3(400, "BusinessRuleViolationError", message, route.sentId());
        }
    }

    /** PH-RES-01 to -03. */
    private static Answer envelope(HubRoute route, HubAggregate.Effect effect) {
        StoredEvent event = effect.event();
        return Answer.json(event == null ? 200 : 201, out -> {
            out.writeStartObject();
            out.writeBooleanField("success", true);
            out.writeStringField("aggregateId", route.sentId());
            out.writeNumberField("version", effect.version());
            out.writeFieldName("event");
            if (event == null) {
                out.writeNull();
            } else {
                out.writeStartObject();
                out.writeStringField("type", event.type());
                out.writeFieldName("data");
                out.writeRawValue(event.data());
                out.writeEndObject();
            }
            out.writeEndObject();
        });
    }

    private Answer status(HubRoute route) {
        StoredHub hub = hubs.find(route.hubId());
        if (hub == null) {
            return ErrorAnswers.e3b(404, "Aggregate not found: HubAggregate/" + route.sentId());
        }
        return Answer.json(200, out -> {
            out.writeStartObject();
            out.writeStringField("hubId", route.sentId());
            out.writeStringField("serial", hub.serial());
            out.writeStringField("model", hub.model());
            out.writeStringField("thingName", hub.thingName());
            out.writeStringField("status", hub.status());
            out.writeStringField("orgId", hub.orgId());
            out.writeStringField("siteId", hub.siteId());
            out.writeBooleanField("isPrimary", hub.isPrimary());
            writeMillis(out, "provisionedAt", hub.provisionedAt());
            writeMillis(out, "claimedAt", hub.claimedAt());
            out.writeEndObject();
        });
    }

    private static void writeMillis(JsonGenerator out, String field, @Nullable Instant at) throws IOException {
        out.writeFieldName(field);
        if (at == null) {
            out.writeNull();
        } else {
            out.writeNumber(at.toEpochMilli());
        }
    }
}
