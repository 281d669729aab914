package co.spkey.sdk.hubs.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The faults that are planned, in order; decides which one strikes a request. */
final class FaultPlan {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, PlannedFault> planned = new TreeMap<>();
    private long changes;
    private long clearedAt;

    /**
     * A fault that strikes a request.
     *
     * @param place where it was in the plan
     */
    record Strike(PlannedFault planned, long place) {

        Fault fault() {
            return planned.fault();
        }
    }

    void add(PlannedFault fault) {
        lock.lock();
        try {
            planned.put(changes, fault);
            changes++;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the fault that strikes a request and uses it up, or null when none does. */
    @Nullable
    Strike next(HubRoute route) {
        lock.lock();
        try {
            Strike strike = firstFor(route);
            planned.values().removeIf(PlannedFault::isUsedUp);
            return strike;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Strike firstFor(HubRoute route) {
        for (Map.Entry<Long, PlannedFault> each : planned.entrySet()) {
            if (each.getValue().strikes(route)) {
                return new Strike(each.getValue(), each.getKey());
            }
        }
        return null;
    }

    /** Takes back a fault whose request broke off before it could strike, unless the plan was cleared since. */
    void giveBack(Strike strike) {
        lock.lock();
        try {
            if (strike.place() >= clearedAt) {
                strike.planned().didNotStrike();
                planned.put(strike.place(), strike.planned());
            }
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            planned.clear();
            changes++;
            clearedAt = changes;
        } finally {
            lock.unlock();
        }
    }

    /** Returns a number that is another one after each change of the test's; a fault that strikes is none. */
    long changes() {
        lock.lock();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    List<UnusedFault> unused() {
        lock.lock();
        try {
            List<UnusedFault> unused = new ArrayList<>();
            for (PlannedFault fault : planned.values()) {
                if (fault.trigger() instanceof PlannedFault.Countdown countdown) {
                    unused.add(new UnusedFault(fault.fault(), fault.hubId(), countdown.remaining()));
                }
            }
            return List.copyOf(unused);
        } finally {
            lock.unlock();
        }
    }
}
