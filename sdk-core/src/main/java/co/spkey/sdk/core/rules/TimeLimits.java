package co.spkey.sdk.core.rules;

import java.time.Duration;
import java.util.Objects;

/** What a time limit may be. The upper bound keeps all arithmetic in nanoseconds far from overflowing. */
public final class TimeLimits {

    private static final Duration LONGEST = Duration.ofDays(1);

    private TimeLimits() {}

    /**
     * Returns the limit if it is one.
     *
     * @param name what the limit is called, for the message
     * @param limit more than zero, up to a day
     * @return the same limit
     * @throws IllegalArgumentException if it is out of that range
     */
    public static Duration check(String name, Duration limit) {
        Objects.requireNonNull(limit, name);
        if (limit.isZero() || limit.isNegative() || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be more than zero and at most " + LONGEST + ": " + limit);
        }
        return limit;
    }
}
