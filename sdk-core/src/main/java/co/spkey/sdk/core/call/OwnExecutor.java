package co.spkey.sdk.core.call;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where asynchronous continuations run unless the user brings an executor: daemon threads, made on first use and as many
 * as are busy at a time. A bounded pool would dead-lock as soon as its continuations wait for calls of their own.
 */
final class OwnExecutor implements Executor, AutoCloseable {

    private static final long IDLE_SECONDS = 10;
    private static final long CLOSING_SECONDS = 2;

    private final AtomicInteger number = new AtomicInteger();
    private final Object making = new Object();
    private volatile @Nullable ThreadPoolExecutor threads;
    private boolean closed;

    @Override
    public void execute(Runnable action) {
        ThreadPoolExecutor made = threads;
        (made == null ? make() : made).execute(action);
    }

    private ThreadPoolExecutor make() {
        synchronized (making) {
            if (closed) {
                throw new RejectedExecutionException("the client is closed");
            }
            ThreadPoolExecutor made = threads;
            if (made == null) {
                made = new ThreadPoolExecutor(
                        0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);
                threads = made;
            }
            return made;
        }
    }

    private Thread thread(Runnable work) {
        Thread thread = new OwnThread(work, "spkey-async-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    boolean isOwnThread() {
        return Thread.currentThread() instanceof OwnThread own && own.belongsTo(this);
    }

    private final class OwnThread extends Thread {

        OwnThread(Runnable work, String name) {
            // Without what the thread that makes the first call would hand down to the continuations of all others.
            super(null, work, name, 0, false);
            setContextClassLoader(Thread.currentThread().getContextClassLoader()); // Newer JDKs take it away.
        }

        boolean belongsTo(OwnExecutor executor) {
            return OwnExecutor.this == executor;
        }
    }

    /**
     * Ends the threads, once what runs on them is done, and after a while by an interrupt. Doesn't wait for itself when
     * called from one of them.
     */
    @Override
    public void close() {
        ThreadPoolExecutor made;
        synchronized (making) {
            closed = true;
            made = threads;
        }
        if (made == null) {
            return;
        }
        made.shutdown();
        if (isOwnThread()) {
            return;
        }
        try {
            if (!made.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                made.shutdownNow();
                made.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException stopWaiting) {
            made.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
