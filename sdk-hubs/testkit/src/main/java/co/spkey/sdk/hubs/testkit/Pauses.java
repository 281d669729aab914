package co.spkey.sdk.hubs.testkit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets exchanges wait, but not longer than the server lives. */
final class Pauses {

    private final CountDownLatch closing = new CountDownLatch(1);

    /**
     * Waits.
     *
     * @throws ConnectionCut if the server is closed first
     */
    void pause(Duration delay) throws ConnectionCut {
        try {
            if (closing.await(saturatedNanos(delay), TimeUnit.NANOSECONDS)) {
                throw new ConnectionCut("The server was closed during a delay");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionCut("The server's thread was interrupted during a delay");
        }
    }

    /** Ends all pauses, those to come as well. */
    void end() {
        closing.countDown();
    }

    private static long saturatedNanos(Duration delay) {
        try {
            return delay.toNanos();
        } catch (ArithmeticException centuries) {
            return Long.MAX_VALUE;
        }
    }
}
