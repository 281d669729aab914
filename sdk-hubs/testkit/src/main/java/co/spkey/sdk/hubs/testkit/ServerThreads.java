package co.spkey.sdk.hubs.testkit;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that answer requests: daemons, as many as there are requests at once, so that one that waits starves no other.
 */
final class ServerThreads implements Executor {

    /** How long {@link #close()} waits for a thread; its connection is gone by then, so it ends at once. */
    private static final int CLOSE_MILLIS = 5_000;

    private static final int IDLE_SECONDS = 10;

    private static final AtomicInteger SERVERS = new AtomicInteger();

    private final String prefix = "reference-server-" + SERVERS.incrementAndGet() + "-";
    private final AtomicInteger started = new AtomicInteger();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor pool;

    ServerThreads() {
        pool = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::newThread);
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** Runs something to its end on a daemon thread: threads that it starts are daemons, too. */
    void callOnDaemon(Runnable task) {
        CompletableFuture.runAsync(task, pool).join();
    }

    /** Interrupts what still runs and waits for the threads' end; an interrupt of the caller ends only the waiting. */
    void close() {
        pool.shutdownNow();
        try {
            // a thread that is only about to start can't be joined; the pool knows of it
            boolean ofItsOwn = threads.contains(Thread.currentThread());
            if (!ofItsOwn && !pool.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
            // and the pool counts as terminated a moment before its last thread has ended
            for (Thread thread : threads) {
                if (thread != Thread.currentThread()) {
                    thread.join(CLOSE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread newThread(Runnable task) {
        threads.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
        Thread thread = new Thread(task, prefix + started.incrementAndGet());
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }
}
