package co.spkey.sdk.core.credentials;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where a token is fetched: daemon threads, made on first use. A fetch serves many callers, so it runs on none of their
 * executors; one of them may be closed before the others have their token. After closing, work is dropped.
 */
final class TokenThreads implements Executor, AutoCloseable {

    private static final long IDLE_SECONDS = 10;
    private static final long CLOSING_SECONDS = 2;

    private final AtomicInteger number = new AtomicInteger();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

    private final class OwnThread extends Thread {

        OwnThread(Runnable work) {
            // Without what the thread that asks first would hand down.
            super(null, work, "spkey-token-" + number.incrementAndGet(), 0, false);
            setContextClassLoader(Thread.currentThread().getContextClassLoader()); // Newer JDKs take it away.
            setDaemon(true);
        }

        boolean belongsTo(TokenThreads others) {
            return TokenThreads.this == others;
        }
    }

    private Thread thread(Runnable work) {
        return new OwnThread(work);
    }

    @Override
    public void execute(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException closed) {
            if (!threads.isShutdown()) {
                throw closed;
            }
        }
    }

    /** Ends the threads, a secret's supplier that still blocks included; doesn't wait for the calling thread itself. */
    @Override
    public void close() {
        threads.shutdownNow();
        if (Thread.currentThread() instanceof OwnThread own && own.belongsTo(this)) {
            // shutdownNow() interrupted this thread as well, which was meant for the others.
            boolean meantForOthers = Thread.interrupted();
            assert meantForOthers || threads.isShutdown();
            return;
        }
        try {
            boolean ended = threads.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
            assert ended || threads.isShutdown();
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
    }
}
