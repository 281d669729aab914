package co.spkey.sdk.hubs.testkit;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One hub: one command at a time, so of simultaneous first provisionings exactly one stores an event (PH-ERR-05).
 *
 * <p>An aggregate without an event is no hub yet.
 */
final class HubAggregate {

    /** The organisation that the accepted credentials belong to, as recorded. */
    private static final String ORGANISATION = "org-1";

    private final String hubId;
    private final ReentrantLock oneCommandAtATime = new ReentrantLock();
    private volatile @Nullable StoredHub state;

    HubAggregate(String hubId) {
        this.hubId = hubId;
    }

    /**
     * What a command did.
     *
     * @param version the number of events after it
     * @param event the event it stored, null when it changed nothing
     */
    record Effect(int version, @Nullable StoredEvent event) {}

    @Nullable
    StoredHub state() {
        return state;
    }

    /**
     * Provisions the hub, or leaves it as it is when it exists, whatever the command says (PH-RES-03).
     *
     * @throws BusinessRuleViolation when the Thing must be registered and is not (PH-THING-01)
     */
    Effect provision(ProvisionCommand command, Things things, Instant now) {
        oneCommandAtATime.lock();
        try {
            StoredHub existing = state;
            if (existing != null) {
                return new Effect(existing.version(), null);
            }
            if (!things.allows(command.thing())) {
                throw new BusinessRuleViolation("IoT Thing not found: " + command.thing());
            }
            StoredEvent event = HubEvents.provisioned(command, now);
            state = provisioned(command, event, now);
            return new Effect(1, event);
        } finally {
            oneCommandAtATime.unlock();
        }
    }

    /**
     * Changes an existing hub.
     *
     * @return what became of it, or null when there is no hub
     */
    @Nullable
    StoredHub change(UnaryOperator<StoredHub> change) {
        oneCommandAtATime.lock();
        try {
            StoredHub existing = state;
            if (existing == null) {
                return null;
            }
            StoredHub changed = change.apply(existing);
            state = changed;
            return changed;
        } finally {
            oneCommandAtATime.unlock();
        }
    }

    private StoredHub provisioned(ProvisionCommand command, StoredEvent event, Instant now) {
        return new StoredHub(
                hubId,
                command.serial(),
                command.model(),
                command.thing(),
                command.vendorName(),
                "Provisioned",
                ORGANISATION,
                null,
                false,
                now,
                null,
                List.of(event));
    }
}
