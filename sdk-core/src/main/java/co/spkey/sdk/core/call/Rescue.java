package co.spkey.sdk.core.call;

import java.time.Duration;

/**
 * Frees a thread that waits in the JDK's client at a given moment, by an interrupt that nobody else gets to see, and again
 * a while later if whatever runs there has swallowed that.
 *
 * <p>Not for threads that run other tasks while they wait, see {@code ForkJoinPool}: the interrupt would be those tasks'. An
 * interrupt of somebody else's that comes between this one and the thread's awakening is taken for it; that is microseconds,
 * or as long as the thread is in what heeds no interrupt, a lookup of a name for example.
 */
final class Rescue implements Runnable {

    /** What the thread waits for. */
    interface Exchange {

        /** Ends it without an interrupt; false if that can't be done. */
        boolean endGently();
    }

    private final Thread waiting = Thread.currentThread();
    private final Timer timer;
    private final long again;
    private final Exchange exchange;
    private long moment;
    private boolean triedGently;
    private Timer.Task task;
    private boolean over;
    private boolean used;

    /**
     * Watches over the current thread.
     *
     * @param again how long after each attempt at freeing it another follows
     */
    Rescue(Timer timer, long moment, Duration again, Exchange exchange) {
        this.timer = timer;
        this.moment = moment;
        this.again = again.toNanos();
        this.exchange = exchange;
        task = timer.at(moment, this);
    }

    /** The moment has come. */
    @Override
    public void run() {
        if (triedGently || !exchange.endGently()) {
            interrupt();
        }
        triedGently = true;
        tryAgain();
    }

    private synchronized void interrupt() {
        // A thread that is interrupted already is on its way, and by whose interrupt must stay clear.
        if (!over && !waiting.isInterrupted()) {
            used = true;
            waiting.interrupt();
        }
    }

    private synchronized void tryAgain() {
        if (!over && !timer.isClosed()) {
            moment += again;
            task = timer.at(moment, this);
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
