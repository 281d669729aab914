package co.spkey.sdk.hubs.testkit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that answer requests: daemons, as many as there are requests at once, so that one that waits starves no other.
 */
final class ServerThreads implements Executor {

    /** How long {@link #close()} waits for what still runs; its connections are gone by then, so it ends at once. */
    private static final int CLOSE_SECONDS = 5;

    private static final AtomicInteger SERVERS = new AtomicInteger();

    private final ThreadPoolExecutor pool;

    ServerThreads() {
        String prefix = "reference-server-" + SERVERS.incrementAndGet() + "-";
        AtomicInteger threads = new AtomicInteger();
        pool = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, prefix + threads.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
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
            pool.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
