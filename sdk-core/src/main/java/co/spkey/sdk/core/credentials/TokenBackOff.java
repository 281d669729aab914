package co.spkey.sdk.core.credentials;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a token endpoint that fails from being asked for every call: after a failed fetch nobody asks for a while, which
 * doubles from failure to failure. Guarded by the lock of {@link TokenCache}.
 */
final class TokenBackOff {

    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofMinutes(1);

    /** A server that asks for more than this is given this much. */
    static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);

    private final TokenClock clock;
    private Duration next = FIRST;
    private long until;
    private @Nullable TokenFailure last;

    TokenBackOff(TokenClock clock) {
        this.clock = clock;
    }

    void failed(TokenFailure failure) {
        // Between half and all of it, so that many processes don't come back in the same instant.
        Duration half = next.dividedBy(2);
        Duration pause = half.plus(clock.partOf(half));
        Duration asked = failure.retryAfter();
        if (asked != null && asked.compareTo(pause) > 0) {
            pause = asked.compareTo(LONGEST_RETRY_AFTER) < 0 ? asked : LONGEST_RETRY_AFTER;
        }
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        until = clock.nanoTime() + pause.toNanos();
        last = failure;
    }

    void succeeded() {
        next = FIRST;
        last = null;
    }

    /** Returns why nobody may ask at this moment, or null. */
    @Nullable
    TokenFailure active(long now) {
        if (last == null || now - until >= 0) {
            return null;
        }
        return last.within(
                "",
                "; not asked again for another " + Duration.ofNanos(until - now).toMillis()
                        + " ms, so as to spare the server");
    }
}
