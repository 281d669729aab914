package co.spkey.sdk.hubs.testkit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The hubs that a {@link ReferenceServer} holds: what a test looks at after the client has done its work, and how it moves
 * a hub on to a later stage of its life.
 *
 * <p>Hubs are named by their id as it is, not percent-encoded; ids are case-sensitive (PH-REQ-10). Thread-safe; each call
 * sees the hub either before or after any other command, never in between.
 *
 * @since 1.0
 */
public final class Hubs {

    private final ConcurrentHashMap<String, HubAggregate> aggregates = new ConcurrentHashMap<>();
    private final Clock clock;

    Hubs(Clock clock) {
        this.clock = clock;
    }

    /**
     * Returns a hub as it is now.
     *
     * @param hubId the hub's id
     * @return the hub, or null when it was never provisioned
     */
    public @Nullable StoredHub find(String hubId) {
        HubAggregate aggregate = aggregates.get(hubId);
        return aggregate == null ? null : aggregate.state();
    }

    /** {@return the ids of all hubs, sorted; unmodifiable, a copy} */
    public List<String> ids() {
        return aggregates.entrySet().stream()
                .filter(entry -> entry.getValue().state() != null)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** {@return how many hubs there are} */
    public int count() {
        return ids().size();
    }

    /**
     * Claims a hub for a site, as {@code ClaimHub} would: its status becomes {@code Claimed}, it gets a site and a claim
     * time, its version rises by one.
     *
     * @param hubId the hub's id
     * @return the hub afterwards
     * @throws IllegalArgumentException if there is no such hub
     */
    public StoredHub claim(String hubId) {
        Instant now = now();
        String site = "site-1";
        return change(hubId, hub -> hub.claimed(HubEvents.claimed(hubId, site, now), site, now));
    }

    /**
     * Suspends a hub: its status becomes {@code Suspended}, its version rises by one.
     *
     * @param hubId the hub's id
     * @return the hub afterwards
     * @throws IllegalArgumentException if there is no such hub
     */
    public StoredHub suspend(String hubId) {
        return move(hubId, "Suspended", "HubSuspended");
    }

    /**
     * Takes a hub out of service: its status becomes {@code Decommissioned}, its version rises by one.
     *
     * @param hubId the hub's id
     * @return the hub afterwards
     * @throws IllegalArgumentException if there is no such hub
     */
    public StoredHub decommission(String hubId) {
        return move(hubId, "Decommissioned", "HubDecommissioned");
    }

    void clear() {
        aggregates.clear();
    }

    HubAggregate.Effect provision(String hubId, ProvisionCommand command, Things things) {
        return aggregates.computeIfAbsent(hubId, HubAggregate::new).provision(command, things, now());
    }

    private StoredHub move(String hubId, String status, String eventType) {
        Instant now = now();
        return change(hubId, hub -> hub.moved(HubEvents.happened(eventType, hubId, now), status));
    }

    private StoredHub change(String hubId, UnaryOperator<StoredHub> change) {
        HubAggregate aggregate = aggregates.get(hubId);
        StoredHub changed = aggregate == null ? null : aggregate.change(change);
        if (changed == null) {
            throw new IllegalArgumentException("No hub " + hubId + " on this server; provision it first");
        }
        return changed;
    }

    /** Times go over the wire in milliseconds: nothing finer is kept, so that what is stored equals what was answered. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
