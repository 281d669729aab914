package co.spkey.sdk.hubs.testkit;

/**
 * An event that a hub has stored (PH-RES-02).
 *
 * @param type its name, for example {@code HubProvisioned}; more names may come
 * @param data its data as JSON text, as it goes over the wire
 * @since 1.0
 */
public record StoredEvent(String type, String data) {}
