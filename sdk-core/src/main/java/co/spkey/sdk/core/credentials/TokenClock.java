package co.spkey.sdk.core.credentials;

import java.time.Duration;
import java.time.Instant;

/** Time and chance as the token machinery sees them; tests bring their own and move it on. */
interface TokenClock extends AutoCloseable {

    /** Returns nanoseconds from an arbitrary origin, never going back. */
    long nanoTime();

    /** Returns the moment by the calendar, for HTTP dates. */
    Instant now();

    /**
     * Runs the action later. It must neither block nor throw.
     *
     * @return takes the action back; to do so twice, or after it ran, does nothing
     */
    Runnable after(Duration delay, Runnable action);

    /** Returns a random part of a duration: zero up to all of it. */
    Duration partOf(Duration whole);

    /** Drops what hasn't run. */
    @Override
    void close();
}
