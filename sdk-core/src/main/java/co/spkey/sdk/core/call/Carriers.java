package co.spkey.sdk.core.call;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Carries out work that waits, a bounded amount of it at a time, each on a thread.
 *
 * <p>The JDK completes the futures of its asynchronous exchanges in the common pool, which on one or two processors is a
 * new thread for each: a thread that waits costs a fraction of that. What exceeds the bound has to hold no thread.
 */
final class Carriers {

    private static final int PLACES = 64;

    private final Executor threads;
    private final Semaphore places = new Semaphore(PLACES);

    /**
     * Makes carriers.
     *
     * @param threads runs each work at once, however many there are
     */
    Carriers(Executor threads) {
        this.threads = threads;
    }

    /**
     * Begins work whose outcome completes the result, on its thread.
     *
     * @return cancels the work, by an interrupt, but never what follows the result on that thread; null when every place is
     *     taken or there is no thread to be had
     */
    <V> @Nullable Future<?> begin(Callable<V> work, CompletableFuture<V> result) {
        if (!places.tryAcquire()) {
            return null;
        }
        Place place = new Place();
        FutureTask<?> task = new FutureTask<@Nullable Object>(() -> carry(work, result, place), null) {
            @Override
            protected void done() {
                place.free(); // Where it was cancelled before it began.
            }
        };
        try {
            threads.execute(task);
            return task;
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            place.free();
            return null;
        }
    }

    private static <V> void carry(Callable<V> work, CompletableFuture<V> result, Place place) {
        V outcome;
        try {
            outcome = work.call();
        } catch (Exception | Error failure) {
            place.free();
            result.completeExceptionally(failure);
            return;
        }
        // First, since what follows the result may run on this thread for long.
        place.free();
        result.complete(outcome);
    }

    private final class Place {

        private final AtomicBoolean taken = new AtomicBoolean(true);

        void free() {
            if (taken.compareAndSet(true, false)) {
                places.release();
            }
        }
    }
}
