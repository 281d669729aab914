package co.spkey.sdk.hubs.testkit;

import java.time.Instant;

/** The events of a hub; fields in the order in which they were recorded (PH-RES-04). */
final class HubEvents {

    private HubEvents() {}

    static StoredEvent provisioned(ProvisionCommand command, Instant at) {
        return new StoredEvent("HubProvisioned", Json.text(out -> {
            out.writeStartObject();
            out.writeStringField("hubId", command.hubId());
            out.writeStringField("serial", command.serial());
            out.writeStringField("model", command.model());
            out.writeStringField("thingName", command.thing());
            if (command.vendorName() != null) {
                out.writeStringField("vendorName", command.vendorName());
            }
            out.writeNumberField("provisionedAt", at.toEpochMilli());
            out.writeEndObject();
        }));
    }

    static StoredEvent claimed(String hubId, String siteId, Instant at) {
        return new StoredEvent("HubClaimed", Json.text(out -> {
            out.writeStartObject();
            out.writeStringField("hubId", hubId);
            out.writeStringField("siteId", siteId);
            out.writeNumberField("claimedAt", at.toEpochMilli());
            out.writeEndObject();
        }));
    }

    /** An event that says no more than that it happened, and when. */
    static StoredEvent happened(String type, String hubId, Instant at) {
        return new StoredEvent(type, Json.text(out -> {
            out.writeStartObject();
            out.writeStringField("hubId", hubId);
            out.writeNumberField("at", at.toEpochMilli());
            out.writeEndObject();
        }));
    }
}
