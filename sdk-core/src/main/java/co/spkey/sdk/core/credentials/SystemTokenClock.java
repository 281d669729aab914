package co.spkey.sdk.core.credentials;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The system's clocks, and a timer whose one daemon thread exists only while something is due. */
final class SystemTokenClock implements TokenClock {

    private static final long IDLE_SECONDS = 10;
    private static final long CLOSING_SECONDS = 2;

    private final ScheduledThreadPoolExecutor timer;

    SystemTokenClock() {
        timer = new ScheduledThreadPoolExecutor(1, action -> {
            Thread thread = new Thread(null, action, "spkey-token-timer", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(Thread.currentThread().getContextClassLoader()); // Newer JDKs take it away.
            return thread;
        });
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Runnable after(Duration delay, Runnable action) {
        try {
            ScheduledFuture<?> scheduled = timer.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    @Override
    public Duration partOf(Duration whole) {
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(whole.toNanos() + 1));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            boolean ended = timer.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
            assert ended || timer.isShutdown();
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
    }
}
