package co.spkey.sdk.core.call;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the JDK's client takes answers in: a few daemon threads, made when needed. Only the JDK's own work and the reading
 * of bodies run here, none of which waits for anything, so a few serve any number of calls and cost less than a thread for
 * each event, which is the JDK's default.
 */
final class HttpThreads implements Executor, ThreadFactory, RejectedExecutionHandler, AutoCloseable {

    private static final int MOST = 4;
    private static final long IDLE_SECONDS = 10;
    private static final long CLOSING_SECONDS = 2;

    private final AtomicInteger number = new AtomicInteger();
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(MOST, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this, this);

    HttpThreads() {
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "spkey-http-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** After the closing, what the JDK still has to do for idle connections is done where it comes up. */
    @Override
    public void rejectedExecution(Runnable work, ThreadPoolExecutor closed) {
        work.run();
    }

    /** Ends the threads, once what runs on them is done. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
    }
}
