package co.spkey.sdk.core.call;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tells providers of a 401, once for each rejected value however many calls met it. A 401 that one aggregate answers (E3,
 * PH-AUTH-04) may be that aggregate's matter alone: it has a provider's shared token thrown away at most once in a while.
 *
 * <p>A value that is still rejected a while later is told again: the provider may have looked too early, before its own
 * source knew the new value, and would otherwise hold on to the old one for ever.
 */
final class Rejections {

    /** How long the same is not told again. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    /** How long a call waits for another that is telling the provider, in nanoseconds. */
    private static final long LONGEST_WAIT = Duration.ofSeconds(5).toNanos();

    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    // Weak: with credentials for each call, providers come and go.
    private final Map<CredentialsProvider, Told> tolds = new WeakHashMap<>();

    private static final class Told {
        final ReentrantLock telling = new ReentrantLock();

        @Nullable
        Credentials last;

        long lastAt;
        boolean byAggregate;
        long byAggregateAt;
    }

    Rejections(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Tells the provider unless it has been told; waits at most the given time for another call that is doing so. */
    void tell(CredentialsProvider provider, Credentials rejected, boolean fromAggregate, Duration most) {
        Told told = told(provider);
        // Who met the same 401 asks for other credentials only when the provider has heard of it.
        boolean alone = isAlone(told.telling, most);
        try {
            if (isNews(told, rejected, fromAggregate)) {
                provider.rejected(rejected);
            }
        } catch (Exception | Error theirs) {
            // Checked ones too, which other languages throw at will.
            Notifier.warn("A credentials provider failed when told of a 401", theirs);
        } finally {
            if (alone) {
                told.telling.unlock();
            }
        }
    }

    private static boolean isAlone(ReentrantLock telling, Duration most) {
        try {
            return telling.tryLock() || telling.tryLock(Math.min(most.toNanos(), LONGEST_WAIT), TimeUnit.NANOSECONDS);
        } catch (InterruptedException goOn) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Told told(CredentialsProvider provider) {
        lock.lock();
        try {
            return tolds.computeIfAbsent(provider, unseen -> new Told());
        } finally {
            lock.unlock();
        }
    }

    private boolean isNews(Told told, Credentials rejected, boolean fromAggregate) {
        lock.lock();
        try {
            long now = ticker.nanoTime();
            boolean toldAlready = rejected.equals(told.last) && isRecent(told.lastAt, now);
            if (toldAlready || (fromAggregate && told.byAggregate && isRecent(told.byAggregateAt, now))) {
                return false;
            }
            if (fromAggregate) {
                told.byAggregate = true;
                told.byAggregateAt = now;
            }
            told.last = rejected;
            told.lastAt = now;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isRecent(long moment, long now) {
        return now - moment < PAUSE.toNanos();
    }
}
