package co.spkey.sdk.hubs.testkit;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A fault, the requests it covers and when it is due. Guarded by the lock of its {@link FaultPlan}.
 *
 * @param hubId the only hub it covers, null for all
 * @param action the only kind of request it covers, null for all
 */
record PlannedFault(Fault fault, @Nullable String hubId, HubRoute.@Nullable Action action, Trigger trigger) {

    /** Decides, asked once for each request that is covered, whether the fault is due. */
    @FunctionalInterface
    interface Trigger {
        boolean isDue();
    }

    /** Due so many times, then never again. */
    static final class Countdown implements Trigger {

        private int remaining;

        Countdown(int times) {
            remaining = times;
        }

        int remaining() {
            return remaining;
        }

        void addOne() {
            remaining++;
        }

        @Override
        public boolean isDue() {
            if (remaining == 0) {
                return false;
            }
            remaining--;
            return true;
        }
    }

    /** Due by chance, the same chance each time. */
    static final class Dice implements Trigger {

        private final double probability;
        private final Random random;

        Dice(double probability, long seed) {
            this.probability = probability;
            this.random = new Random(seed);
        }

        @Override
        public boolean isDue() {
            return random.nextDouble() < probability;
        }
    }

    boolean strikes(HubRoute route) {
        boolean covered =
                (hubId == null || hubId.equals(route.hubId())) && (action == null || action == route.action());
        return covered && trigger.isDue();
    }

    /** It was due and didn't come to strike: what is counted is due once more. */
    void didNotStrike() {
        if (trigger instanceof Countdown countdown) {
            countdown.addOne();
        }
    }

    boolean isUsedUp() {
        return trigger instanceof Countdown countdown && countdown.remaining() == 0;
    }
}
