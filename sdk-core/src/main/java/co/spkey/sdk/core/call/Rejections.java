package co.spkey.sdk.core.call;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private static final Logger LOG = LoggerFactory.getLogger(Rejections.class);

    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    // Weak: with credentials for each call, providers come and go.
    private final Map<CredentialsProvider, Told> tolds = new WeakHashMap<>();

    private static final class Told {
        @Nullable
        Credentials last;

        long lastAt;
        boolean byAggregate;
        long byAggregateAt;
    }

    Rejections(Ticker ticker) {
        this.ticker = ticker;
    }

    void tell(CredentialsProvider provider, Credentials rejected, boolean fromAggregate) {
        if (!isNews(provider, rejected, fromAggregate)) {
            return;
        }
        try {
            provider.rejected(rejected);
        } catch (Exception | Error theirs) {
            // Checked ones too, which other languages throw at will.
            LOG.warn("A credentials provider failed when told of a 401; the call goes on", theirs);
        }
    }

    private boolean isNews(CredentialsProvider provider, Credentials rejected, boolean fromAggregate) {
        lock.lock();
        try {
            Told told = tolds.computeIfAbsent(provider, unseen -> new Told());
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
