package co.spkey.sdk.core.credentials;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The token in use, and at most one fetch of the next. Under the lock things are only looked at and decided; whatever
 * takes time or runs foreign code comes after it.
 */
final class TokenCache implements TokenFetch.Keeper {

    private static final Logger LOG = LoggerFactory.getLogger(TokenCache.class);

    /** An API that refuses each new token must not have one fetched for every call. */
    static final Duration BETWEEN_REJECTIONS = Duration.ofSeconds(30);

    private final TokenFetch.Means means;
    private final TokenBackOff backOff;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable CachedToken token;
    private @Nullable TokenFetch fetch;
    private @Nullable Long lastRejection;
    private boolean closed;

    TokenCache(TokenFetch.Means means) {
        this.means = means;
        backOff = new TokenBackOff(means.clock);
    }

    /** Returns the token if there is nothing to be done about it: the way of nearly every call, without the lock. */
    @Nullable
    CachedToken fresh() {
        CachedToken known = token;
        long now = means.clock.nanoTime();
        return known != null && known.isUsable(now) && !known.isDueForRefresh(now) ? known : null;
    }

    /** Gives a caller the token in use, or the one that is being fetched, put to use on the executor. */
    CompletableFuture<Credentials> get(Executor executor, Function<CachedToken, Credentials> use) {
        CachedToken usable = null;
        TokenFetch joined = null;
        TokenFetch begun = null;
        TokenFailure refusal = null;
        lock.lock();
        try {
            long now = means.clock.nanoTime();
            CachedToken known = token;
            refusal = closed ? closedFailure() : backOff.active(now);
            if (known != null && known.isUsable(now)) {
                usable = known;
                if (known.isDueForRefresh(now) && fetch == null && refusal == null) {
                    begun = new TokenFetch(means, this, true);
                    fetch = begun;
                }
            } else if (fetch != null) {
                joined = fetch;
            } else if (refusal == null) {
                begun = new TokenFetch(means, this, false);
                joined = begun;
                fetch = begun;
            }
        } finally {
            lock.unlock();
        }
        CompletableFuture<Credentials> result;
        if (joined != null) {
            result = joined.join(executor, use);
        } else {
            result = new CompletableFuture<>();
            if (usable == null) {
                result.completeExceptionally(Waiting.exception(refusal == null ? closedFailure() : refusal));
            } else {
                CachedToken given = usable;
                Waiting.complete(result, executor, () -> use.apply(given));
            }
        }
        if (begun != null) {
            begun.start();
        }
        return result;
    }

    @Override
    public void fetched(TokenFetch by, CachedToken fetched) {
        lock.lock();
        try {
            if (fetch == by) {
                fetch = null;
                token = fetched;
                backOff.succeeded();
            }
        } finally {
            lock.unlock();
        }
        LOG.debug("Got a token from {}", means.endpoint);
    }

    @Override
    public void failed(TokenFetch by, TokenFailure failure) {
        boolean callsGoOn;
        lock.lock();
        try {
            if (fetch == by) {
                fetch = null;
                backOff.failed(failure);
            }
            CachedToken known = token;
            callsGoOn = known != null && known.isUsable(means.clock.nanoTime());
        } finally {
            lock.unlock();
        }
        if (callsGoOn) {
            LOG.warn("The token could not be renewed ahead of its end; calls go on with it: {}", failure.what());
        } else {
            LOG.debug("{}", failure.what());
        }
    }

    /**
     * The API has refused these credentials. The token goes if it is still the one in use; when the one before it went
     * only a moment ago, a new token seems not to help, and this one stays until the pause is over.
     */
    void rejected(Credentials credentials) {
        lock.lock();
        try {
            CachedToken known = token;
            if (known == null || !known.isWhatWasGiven(credentials)) {
                return;
            }
            long now = means.clock.nanoTime();
            long goes = lastRejection == null ? now : lastRejection + BETWEEN_REJECTIONS.toNanos();
            CachedToken shortened = now - goes >= 0 ? null : known.until(goes);
            if (shortened != known) {
                token = shortened;
                lastRejection = shortened == null ? now : goes;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Forgets the token and fails whoever waits; twice does nothing. */
    void close() {
        TokenFetch running;
        lock.lock();
        try {
            closed = true;
            token = null;
            running = fetch;
            fetch = null;
        } finally {
            lock.unlock();
        }
        if (running != null) {
            running.abort(closedFailure());
        }
    }

    private static TokenFailure closedFailure() {
        return TokenFailure.lasting(
                "this OAuth2ClientCredentials is closed; keep it open for as long as clients use it", null);
    }
}
