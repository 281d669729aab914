package co.spkey.sdk.hubs;

import java.util.Objects;

/**
 * An event that this release doesn't know, or whose data it can't read (PH-RES-07): a hub that was registered never
 * fails for that.
 *
 * @param type the event's name; empty when the answer has no readable name
 * @param json the whole event as JSON
 * @since 1.0
 */
public record UnrecognizedHubEvent(String type, String json) implements HubEvent {

    /**
     * Makes an event.
     *
     * @throws NullPointerException if one of the two is null
     */
    public UnrecognizedHubEvent {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(json, "json");
    }
}
