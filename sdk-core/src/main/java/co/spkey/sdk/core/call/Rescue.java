package co.spkey.sdk.core.call;

/**
 * Frees a thread that waits in the JDK's client at a given moment, by an interrupt that nobody else gets to see.
 */
final class Rescue {

    private final Thread waiting = Thread.currentThread();
    private final Timer.Task task;
    private boolean over;
    private boolean used;

    /** Watches over the current thread. */
    Rescue(Timer timer, long moment) {
        task = timer.at(moment, this::use);
    }

    private synchronized void use() {
        if (!over) {
            used = true;
            waiting.interrupt();
        }
    }

    /**
     * To be called by the thread once it waits no more: no interrupt of this rescue reaches what it does next.
     *
     * @return whether the thread was freed by this
     */
    boolean end() {
        task.cancel();
        synchronized (this) {
            if (used && !over) {
                // Cleared whether or not the JDK has already done so.
                Thread.interrupted();
            }
            over = true;
            return used;
        }
    }
}
