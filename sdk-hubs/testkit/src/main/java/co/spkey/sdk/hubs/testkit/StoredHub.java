package co.spkey.sdk.hubs.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server holds about one hub at one moment: what {@code GET /hubs/{id}/status} answers, and the events behind it.
 *
 * <p>The server makes these; a test reads them through the accessors. Components may be added in a minor version.
 *
 * @param hubId the decoded path segment, which identifies the hub (PH-REQ-10)
 * @param serial the serial number of the first provisioning (PH-RES-03)
 * @param model the model of the first provisioning
 * @param thingName the AWS IoT Thing's name: as sent, or the body's hub id when none was sent (PH-REQ-05)
 * @param vendorName the vendor as sent, null when none was sent; the status doesn't answer it
 * @param status {@code Provisioned}, {@code Claimed}, {@code Suspended} or {@code Decommissioned}
 * @param orgId the organisation it belongs to
 * @param siteId the site it was claimed for, null before
 * @param isPrimary whether it is its site's primary hub
 * @param provisionedAt when it was provisioned, to the millisecond
 * @param claimedAt when it was claimed last, to the millisecond, null before
 * @param events everything that happened to it, oldest first; unmodifiable, never empty
 * @since 1.0
 */
public record StoredHub(
        String hubId,
        String serial,
        String model,
        String thingName,
        @Nullable String vendorName,
        String status,
        String orgId,
        @Nullable String siteId,
        boolean isPrimary,
        Instant provisionedAt,
        @Nullable Instant claimedAt,
        List<StoredEvent> events) {

    /** Copies the list of events. */
    public StoredHub {
        events = List.copyOf(events);
    }

    /** {@return the number of events, which answers carry as {@code version} (PH-RES-05)} */
    public int version() {
        return events.size();
    }

    StoredHub claimed(StoredEvent event, String site, Instant at) {
        return changed("Claimed", event, site, true, at);
    }

    StoredHub moved(StoredEvent event, String newStatus) {
        return changed(newStatus, event, siteId, isPrimary, claimedAt);
    }

    private StoredHub changed(
            String newStatus, StoredEvent event, @Nullable String site, boolean primary, @Nullable Instant claimed) {
        List<StoredEvent> more = new ArrayList<>(events);
        more.add(event);
        return new StoredHub(
                hubId,
                serial,
                model,
                thingName,
                vendorName,
                newStatus,
                orgId,
                site,
                primary,
                provisionedAt,
                claimed,
                more);
    }
}
