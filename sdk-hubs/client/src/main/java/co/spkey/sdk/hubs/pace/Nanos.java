package co.spkey.sdk.hubs.pace;

import java.time.Duration;

/** Spans of time as this package counts them. */
final class Nanos {

    /** What is longer is cut to this: a century, which still can be added to any clock's reading and compared. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Nanos() {}

    static long notNegative(String name, Duration span) {
        if (span.isNegative()) {
            throw new IllegalArgumentException(name + " can't be negative: " + span);
        }
        return (span.compareTo(LONGEST) < 0 ? span : LONGEST).toNanos();
    }
}
