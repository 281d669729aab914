package co.spkey.sdk.hubs;

/**
 * Something that happened to a hub. An open set: {@link HubProvisioned} is known today, whatever this release doesn't
 * know is an {@link UnrecognizedHubEvent} (PH-RES-07).
 *
 * @since 1.0
 */
public interface HubEvent {

    /**
     * Names the kind of the event.
     *
     * @return for example {@code HubProvisioned}; empty when the answer has no readable name
     */
    String type();
}
