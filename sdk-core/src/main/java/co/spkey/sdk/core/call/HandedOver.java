package co.spkey.sdk.core.call;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Work for a caller's executor. One that drops it or is stuck has it done elsewhere; it is done once. */
final class HandedOver implements Runnable {

    private final Runnable action;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile Timer.@Nullable Task limit;

    private HandedOver(Runnable action) {
        this.action = action;
    }

    /**
     * Makes work that the executor has until a moment to begin with.
     *
     * @param elsewhere gets the same work at that moment
     */
    static HandedOver until(long moment, Timer timer, Runnable action, Consumer<Runnable> elsewhere) {
        HandedOver work = new HandedOver(action);
        work.limit = timer.at(moment, () -> elsewhere.accept(work));
        return work;
    }

    @Override
    public void run() {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        Timer.Task waiting = limit;
        if (waiting != null) {
            waiting.cancel();
        }
        action.run();
    }
}
