package co.spkey.sdk.hubs.testkit;

import org.jspecify.annotations.Nullable;

/**
 * A valid {@code ProvisionHub} body.
 *
 * @param hubId the body's, which need not be the path's (PH-REQ-07)
 */
record ProvisionCommand(
        String hubId,
        String serial,
        String model,
        @Nullable String thingName,
        @Nullable String vendorName) {

    /** The name of the IoT Thing: an empty one is kept, only an absent one has a default (PH-REQ-05). */
    String thing() {
        return thingName == null ? hubId : thingName;
    }
}
