package co.spkey.sdk.examples.factoryline;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Lets work be stopped from outside (Ctrl-C, SIGTERM): it is asked to end, and the process waits until it has. */
final class StopSignal {

    /** More than a call may take: only what hangs, such as a read from a pipe, is left behind. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private StopSignal() {}

    /**
     * Does the work.
     *
     * @param work what ends soon after it was asked to; its result is returned
     * @param askToEnd asks it, on a thread of its own, and may wait
     */
    static int during(IntSupplier work, Runnable askToEnd) {
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> stop(askToEnd, ended), "stop-signal");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.getAsInt();
        } finally {
            ended.countDown();
            remove(hook);
        }
    }

    private static void stop(Runnable askToEnd, CountDownLatch ended) {
        Thread asking = new Thread(askToEnd, "stop-signal-asking");
        asking.setDaemon(true);
        asking.start();
        try {
            boolean unused = ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException enough) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // Then it is running, and has just been told that the work has ended.
        }
    }
}
