package co.spkey.sdk.examples.fleetflink;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Room for the hubs that a subtask holds. Whoever brings one waits until another is done. Who waits takes no checkpoint, so one hub
 * more is taken in after a while all the same, and while the backend itself is waited for, which can take long, in each moment.
 */
final class Room {

    /** So long the input is held back at a time. */
    static final Duration MOMENT = Duration.ofMillis(100);

    /** So many moments it is held back at most. */
    static final int MOST_MOMENTS = 20;

    private final Semaphore free;
    private final BooleanSupplier paused;

    /**
     * Makes room.
     *
     * @param hubs for how many
     * @param paused asks whether the backend is waited for
     */
    Room(int hubs, BooleanSupplier paused) {
        free = new Semaphore(hubs);
        this.paused = paused;
    }

    /**
     * Waits for room, though not for long, and only a moment while the backend is waited for.
     *
     * @return whether there was some, which is to be given back
     */
    boolean await() throws InterruptedException {
        boolean taken = free.tryAcquire(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
        for (int moments = 1; !taken && moments < MOST_MOMENTS && !paused.getAsBoolean(); moments++) {
            taken = free.tryAcquire(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
        }
        return taken;
    }

    /**
     * Takes room if there is some at once.
     *
     * @return whether there was some, which is to be given back
     */
    boolean take() {
        return free.tryAcquire();
    }

    void giveBack() {
        free.release();
    }
}
