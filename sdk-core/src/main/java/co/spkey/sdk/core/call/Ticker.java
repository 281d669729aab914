package co.spkey.sdk.core.call;

import java.time.Instant;

/** The two clocks of a call: one that never jumps, for limits, and the calendar's, for HTTP dates. */
public interface Ticker {

    /** The system's clocks. */
    Ticker SYSTEM = new Ticker() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public Instant now() {
            return Instant.now();
        }
    };

    /** Returns nanoseconds from an arbitrary origin, never going back. */
    long nanoTime();

    /** Returns the moment by the calendar. */
    Instant now();

    /**
     * Hears of each pause between two attempts before it begins; a clock for tests moves itself on instead.
     *
     * @param nanos how long the pause is
     * @return how much of it is to be waited for
     */
    default long beforePause(long nanos) {
        return nanos;
    }
}
