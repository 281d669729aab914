package co.spkey.sdk.hubs.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The faults that are planned, in order; decides which one strikes a request. */
final class FaultPlan {

    private final ReentrantLock lock = new ReentrantLock();
    private final List<PlannedFault> planned = new ArrayList<>();
    private long changes;

    void add(PlannedFault fault) {
        lock.lock();
        try {
            planned.add(fault);
            changes++;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the fault that strikes a request and uses it up, or null when none does. */
    @Nullable
    Fault next(HubRoute route) {
        lock.lock();
        try {
            for (PlannedFault fault : planned) {
                if (fault.strikes(route)) {
                    planned.removeIf(PlannedFault::isUsedUp);
                    return fault.fault();
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            planned.clear();
            changes++;
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
            for (PlannedFault fault : planned) {
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
