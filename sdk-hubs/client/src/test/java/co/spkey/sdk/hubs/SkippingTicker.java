package co.spkey.sdk.hubs;

import co.spkey.sdk.core.call.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Time in which pauses between attempts take none: it jumps over them and remembers how long they were. */
final class SkippingTicker implements Ticker {

    private final AtomicLong skipped = new AtomicLong();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();

    @Override
    public long nanoTime() {
        return System.nanoTime() + skipped.get();
    }

    @Override
    public Instant now() {
        return Instant.now().plusNanos(skipped.get());
    }

    @Override
    public long beforePause(long nanos) {
        pauses.add(Duration.ofNanos(nanos));
        skipped.addAndGet(nanos);
        return 0;
    }

    List<Duration> pauses() {
        return List.copyOf(pauses);
    }
}
