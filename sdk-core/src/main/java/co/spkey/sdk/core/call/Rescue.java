package co.spkey.sdk.core.call;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Frees a thread that waits in the JDK's client at a given moment, by an interrupt that nobody else gets to see, and again
 * a while later if whatever runs there has swallowed that.
 *
 * <p>Not for threads that run other tasks while they wait, see {@code ForkJoinPool}: the interrupt would be those tasks'. An
 * interrupt of somebody else's that comes within microseconds of this one is taken for it.
 */
final class Rescue {

    private final Thread waiting = Thread.currentThread();
    private final Timer timer;
    private final long again;
    private final BooleanSupplier gently;
    private Timer.Task task;
    private boolean over;
    private boolean used;

    /**
     * Watches over the current thread.
     *
     * @param again how long after each attempt at freeing it another follows
     * @param gently what is tried first, without an interrupt; false if there is nothing to try
     */
    Rescue(Timer timer, long moment, Duration again, BooleanSupplier gently) {
        this.timer = timer;
        this.again = again.toNanos();
        this.gently = gently;
        task = timer.at(moment, () -> use(true, moment));
    }

    private void use(boolean first, long moment) {
        if (!first || !gently.getAsBoolean()) {
            interrupt();
        }
        tryAgain(moment + again);
    }

    private synchronized void interrupt() {
        // A thread that is interrupted already is on its way, and by whose interrupt must stay clear.
        if (!over && !waiting.isInterrupted()) {
            used = true;
            waiting.interrupt();
        }
    }

    private synchronized void tryAgain(long moment) {
        if (!over && !timer.isClosed()) {
            task = timer.at(moment, () -> use(false, moment));
        }
    }

    /**
     * To be called by the thread once it waits no more: no interrupt of this rescue reaches what it does next.
     *
     * @return whether the thread was freed by this
     */
    synchronized boolean end() {
        task.cancel();
        if (used && !over) {
            // Cleared whether or not the JDK has already done so.
            Thread.interrupted();
        }
        over = true;
        return used;
    }
}
