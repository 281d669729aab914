package co.spkey.sdk.hubs.testkit;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The registry of AWS IoT Things that a hub's Thing must be in before the hub can be provisioned (PH-THING-01).
 *
 * <p>Off at first: any name will do. Once {@linkplain #strict() strict}, a first provisioning that names a Thing which is
 * not registered breaks the business rule: 400 in shape E3, nothing stored. A hub that exists is not asked again: repeating
 * its provisioning stays a no-op (PH-RES-03). Thread-safe; a change holds for every command that starts after it.
 *
 * @since 1.0
 */
public final class Things {

    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final AtomicLong changes = new AtomicLong();
    private volatile boolean strict;

    Things() {}

    /**
     * Registers Things; those that are registered already stay so.
     *
     * @param thingNames their names, case-sensitive
     * @return this registry
     */
    public Things register(String... thingNames) {
        names.addAll(List.of(thingNames));
        changes.incrementAndGet();
        return this;
    }

    /**
     * Takes Things out of the registry; hubs that were provisioned with them stay.
     *
     * @param thingNames their names; unknown ones are ignored
     * @return this registry
     */
    public Things unregister(String... thingNames) {
        names.removeAll(Set.copyOf(List.of(thingNames)));
        changes.incrementAndGet();
        return this;
    }

    /**
     * Demands from now on that a Thing is registered.
     *
     * @return this registry
     */
    public Things strict() {
        strict = true;
        changes.incrementAndGet();
        return this;
    }

    /**
     * Lets any Thing pass from now on, registered or not.
     *
     * @return this registry
     */
    public Things lenient() {
        strict = false;
        changes.incrementAndGet();
        return this;
    }

    /** {@return whether a Thing must be registered} */
    public boolean isStrict() {
        return strict;
    }

    /** {@return the names of all registered Things, sorted; unmodifiable, a copy} */
    public List<String> names() {
        return names.stream().sorted().toList();
    }

    /** Goes back to what a server started with. */
    void reset(boolean toStrict, List<String> registered) {
        names.retainAll(Set.copyOf(registered));
        names.addAll(registered);
        strict = toStrict;
        changes.incrementAndGet();
    }

    /** Returns a number that is another one after each change. */
    long changes() {
        return changes.get();
    }

    boolean allows(String thingName) {
        return !strict || names.contains(thingName);
    }
}
