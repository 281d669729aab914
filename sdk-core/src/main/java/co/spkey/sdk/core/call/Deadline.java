package co.spkey.sdk.core.call;

import java.time.Duration;

/** The limit of one call, counted from its start. */
final class Deadline {

    private final Ticker ticker;
    private final long start;
    private final Duration limit;

    Deadline(Ticker ticker, Duration limit) {
        this.ticker = ticker;
        this.start = ticker.nanoTime();
        this.limit = limit;
    }

    Duration limit() {
        return limit;
    }

    Duration elapsed() {
        return Duration.ofNanos(ticker.nanoTime() - start);
    }

    /** What is left; zero or less when the time is up. */
    Duration left() {
        return Duration.ofNanos(limit.toNanos() - (ticker.nanoTime() - start));
    }
}
