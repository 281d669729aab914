package co.spkey.sdk.hubs.pace;

/**
 * At most so many calls a second, evenly spaced: what was not used before can't be used up in a burst. Not thread-safe.
 *
 * @since 1.0
 */
public final class Rate {

    private static final double NANOS = 1e9;

    private final long interval;
    private boolean begun;
    private long next;

    /**
     * Makes a rate.
     *
     * @param perSecond more than zero; {@link Double#POSITIVE_INFINITY} for no bound
     * @throws IllegalArgumentException if it isn't
     */
    public Rate(double perSecond) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("perSecond must be more than zero: " + perSecond);
        }
        interval = (long) (NANOS / perSecond);
    }

    /**
     * Tells how long it is until a call may begin.
     *
     * @param now the time
     * @return nanoseconds; zero when one may now
     */
    public long left(long now) {
        return begun ? Math.max(0, next - now) : 0;
    }

    /**
     * A call begins.
     *
     * @param now the time
     */
    public void taken(long now) {
        next = (begun && next - now > 0 ? next : now) + interval;
        begun = true;
    }
}
