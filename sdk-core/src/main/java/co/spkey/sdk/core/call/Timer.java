package co.spkey.sdk.core.call;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs short tasks at given moments, on one daemon thread that starts with the first task.
 *
 * <p>Made for limits that are nearly always cancelled: each call sets one and takes it back within milliseconds. A task
 * that lies further ahead than the moment for which the thread sleeps doesn't wake it, and a cancelled one leaves nothing
 * behind; a scheduled executor does one or the other.
 *
 * <p>What is left at the closing runs then: each task ends what would otherwise never end.
 */
final class Timer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Timer.class);

    /** Far enough for a comparison with any moment, past ones too, not to overflow. */
    private static final long FAR_AHEAD = Long.MAX_VALUE / 2;

    private final Ticker ticker;
    private final String threadName;
    private final Set<Task> tasks = ConcurrentHashMap.newKeySet();
    private final Object starting = new Object();
    private volatile @Nullable Thread thread;
    private volatile long wakeAt;

    /** Whether the thread is to look again before it sleeps: a permit alone may be used up by a lock that an action waits for. */
    private volatile boolean lookAgain;

    private volatile boolean closed;

    /** One task; cancelling it twice, or after it ran, does nothing. */
    final class Task {

        private final long moment;
        private final Runnable action;

        private Task(long moment, Runnable action) {
            this.moment = moment;
            this.action = action;
        }

        void cancel() {
            tasks.remove(this);
        }
    }

    private final class TimerThread extends Thread {

        TimerThread() {
            super(null, null, threadName, 0, false);
            setContextClassLoader(Thread.currentThread().getContextClassLoader()); // Newer JDKs take it away.
        }

        @Override
        public void run() {
            runTasks();
        }
    }

    Timer(String threadName, Ticker ticker) {
        this.threadName = threadName;
        this.ticker = ticker;
    }

    /**
     * Runs the action at the ticker's given moment, or at once if that has passed. The action must neither block nor
     * throw. After {@link #close()} it runs at once, on this thread.
     */
    Task at(long moment, Runnable action) {
        Task task = new Task(moment, action);
        tasks.add(task);
        if (thread == null) {
            start(task);
        }
        Thread running = thread;
        if (running != null && moment - wakeAt < 0) {
            lookAgain = true;
            LockSupport.unpark(running);
        }
        if (closed) {
            runOnce(task);
        }
        return task;
    }

    private void start(Task first) {
        synchronized (starting) {
            if (thread == null && !closed) {
                Thread made = new TimerThread();
                made.setDaemon(true);
                wakeAt = ticker.nanoTime();
                try {
                    made.start();
                } catch (OutOfMemoryError noThread) {
                    // A task that is never run is a limit that doesn't hold: its call must fail, and the next one try
                    // again.
                    first.cancel();
                    throw noThread;
                }
                thread = made;
            }
        }
    }

    private void runTasks() {
        thread = Thread.currentThread();
        while (!closed) {
            long now = ticker.nanoTime();
            lookAgain = false;
            // Before the scan, so that a task added during it wakes the thread however far ahead it lies.
            wakeAt = now + FAR_AHEAD;
            long next = wakeAt;
            for (Task task : tasks) {
                if (task.moment - now <= 0) {
                    runOnce(task);
                } else if (task.moment - next < 0) {
                    next = task.moment;
                }
            }
            wakeAt = next;
            Thread.interrupted(); // Nobody has reason for one, and it would never sleep again.
            // A task added since the scan began has been seen by it, or is told of here, or leaves a permit that ends
            // the sleep.
            long sleep = Math.max(0, next - ticker.nanoTime());
            if (!lookAgain && !closed) {
                LockSupport.parkNanos(this, sleep);
            }
        }
        tasks.forEach(this::runOnce);
    }

    private void runOnce(Task task) {
        if (!tasks.remove(task)) {
            return;
        }
        try {
            task.action.run();
        } catch (RuntimeException | Error unforeseen) {
            // The thread serves every call of the client: one action's failure must not take the others' limits away.
            warn(unforeseen);
        }
    }

    boolean isClosed() {
        return closed;
    }

    boolean isOwnThread() {
        return Thread.currentThread() == thread;
    }

    private static void warn(Throwable unforeseen) {
        try {
            LOG.warn("A timed action failed", unforeseen);
        } catch (RuntimeException | Error logItself) {
            // There is nobody left to tell.
        }
    }

    /** Runs what is left and ends the thread; called from the thread itself, that follows the running task. */
    @Override
    public void close() {
        Thread running;
        synchronized (starting) {
            closed = true;
            running = thread;
        }
        if (running == null || running == Thread.currentThread()) {
            return;
        }
        LockSupport.unpark(running);
        boolean interrupted = false;
        while (running.isAlive()) {
            try {
                running.join();
            } catch (InterruptedException remember) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
