package co.spkey.sdk.hubs.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Lets an exchange wait. A server that closes interrupts its threads, so no pause outlives its server. */
final class Pause {

    private Pause() {}

    /**
     * Waits.
     *
     * @throws ConnectionCut if the server is closed first
     */
    static void of(Duration delay) throws ConnectionCut {
        try {
            TimeUnit.NANOSECONDS.sleep(saturatedNanos(delay));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionCut("The server was closed during a delay");
        }
    }

    private static long saturatedNanos(Duration delay) {
        try {
            return delay.toNanos();
        } catch (ArithmeticException centuries) {
            return Long.MAX_VALUE;
        }
    }
}
