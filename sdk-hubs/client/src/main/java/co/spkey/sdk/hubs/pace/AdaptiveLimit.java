package co.spkey.sdk.hubs.pace;

import java.time.Duration;

/**
 * How many calls may be under way: half as many when the backend is overloaded, and one more for each round of successes
 * (additive increase, multiplicative decrease). A {@code Retry-After} also holds back every new call until it has passed.
 * Not thread-safe.
 *
 * @since 1.0
 */
public final class AdaptiveLimit {

    private final int most;
    private final long longestHold;
    private double limit;
    private boolean slowed;
    private long slowedAt;
    private boolean held;
    private long heldUntil;

    /**
     * Makes a limit that begins at its most.
     *
     * @param most how many calls may ever be under way, 1 or more
     * @param longestHold how long a {@code Retry-After} is obeyed at most; zero obeys none
     * @throws IllegalArgumentException if {@code most} is below 1, or {@code longestHold} negative
     */
    public AdaptiveLimit(int most, Duration longestHold) {
        if (most < 1) {
            throw new IllegalArgumentException("most must be 1 or more: " + most);
        }
        this.most = most;
        this.longestHold = Nanos.notNegative("longestHold", longestHold);
        limit = most;
    }

    /** A call succeeded. */
    public void succeeded() {
        limit = Math.min(most, limit + 1 / limit);
    }

    /**
     * The backend said that it is overloaded. What had been sent before the last decrease is not counted again: it says
     * nothing about the lower limit.
     *
     * @param sentAt when the request was sent that got this answer
     * @param now the time
     */
    public void overloaded(long sentAt, long now) {
        if (!slowed || sentAt - slowedAt >= 0) {
            limit = Math.max(1, limit / 2);
            slowed = true;
            slowedAt = now;
        }
    }

    /**
     * The backend asked to be left alone for a while; a shorter wish than one before changes nothing.
     *
     * @param retryAfter for how long
     * @param now the time
     * @throws IllegalArgumentException if {@code retryAfter} is negative
     */
    public void holdBack(Duration retryAfter, long now) {
        long until = now + Math.min(longestHold, Nanos.notNegative("retryAfter", retryAfter));
        if (!held || until - heldUntil > 0) {
            held = true;
            heldUntil = until;
        }
    }

    /**
     * Tells how many calls may be under way.
     *
     * @return 1 or more
     */
    public int limit() {
        return (int) limit;
    }

    /**
     * Tells how long no call may begin.
     *
     * @param now the time
     * @return nanoseconds; zero when one may
     */
    public long holdLeft(long now) {
        if (held && heldUntil - now <= 0) {
            held = false;
        }
        return held ? heldUntil - now : 0;
    }
}
