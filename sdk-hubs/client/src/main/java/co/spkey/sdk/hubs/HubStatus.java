package co.spkey.sdk.hubs;

import co.spkey.sdk.core.ResponseMetadata;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the backend holds about a hub ({@code GET /hubs/{id}/status}).
 *
 * <p>Two of them are equal only if they came from the same answer, since the metadata counts. More components may be added in
 * a minor release; read it through its accessors.
 *
 * @param hubId the hub's id, decoded (the wire has the path segment, PH-RES-09)
 * @param serial the serial number
 * @param model the model
 * @param thingName the AWS IoT Thing's name
 * @param status where the hub stands in its life
 * @param orgId the organisation that the hub belongs to, or null before it is claimed
 * @param siteId the site that the hub belongs to, or null before it is claimed
 * @param isPrimary whether it is its site's primary hub
 * @param provisionedAt when the hub was registered, to the millisecond
 * @param claimedAt when the hub was claimed, to the millisecond, or null before that
 * @param online whether the hub is connected, or null when the answer doesn't say
 * @param lastSeen when the hub was last heard of, to the millisecond, or null when the answer doesn't say
 * @param firmwareVersion the firmware's version ({@code version} on the wire), or null when the answer doesn't say
 * @param uptime how long the hub has been running, in whole seconds, or null when the answer doesn't say
 * @param metadata how the answer came about
 * @since 1.0
 */
public record HubStatus(
        String hubId,
        String serial,
        String model,
        String thingName,
        HubLifecycle status,
        @Nullable String orgId,
        @Nullable String siteId,
        boolean isPrimary,
        Instant provisionedAt,
        @Nullable Instant claimedAt,
        @Nullable Boolean online,
        @Nullable Instant lastSeen,
        @Nullable String firmwareVersion,
        @Nullable Duration uptime,
        ResponseMetadata metadata)
        implements Serializable {

    /**
     * Makes a status.
     *
     * @throws NullPointerException if a component is null that is not documented to be
     */
    public HubStatus {
        Objects.requireNonNull(hubId, "hubId");
        Objects.requireNonNull(serial, "serial");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(thingName, "thingName");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(provisionedAt, "provisionedAt");
        Objects.requireNonNull(metadata, "metadata");
    }
}
