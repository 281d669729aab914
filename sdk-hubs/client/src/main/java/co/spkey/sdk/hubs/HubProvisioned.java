package co.spkey.sdk.hubs;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The hub was registered (PH-RES-02, PH-RES-04).
 *
 * <p>More components may be added in a minor release; read it through its accessors.
 *
 * @param hubId the hub's id
 * @param serial the serial number
 * @param model the model
 * @param thingName the AWS IoT Thing's name
 * @param vendorName the vendor's name, or null
 * @param provisionedAt when the backend registered the hub, to the millisecond
 * @since 1.0
 */
public record HubProvisioned(
        String hubId,
        String serial,
        String model,
        String thingName,
        @Nullable String vendorName,
        Instant provisionedAt) implements HubEvent {

    static final String TYPE = "HubProvisioned";

    /**
     * Makes an event.
     *
     * @throws NullPointerException if anything but the vendor name is null
     */
    public HubProvisioned {
        Objects.requireNonNull(hubId, "hubId");
        Objects.requireNonNull(serial, "serial");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(thingName, "thingName");
        Objects.requireNonNull(provisionedAt, "provisionedAt");
    }

    @Override
    public String type() {
        return TYPE;
    }
}
