package co.spkey.sdk.core.credentials;

import co.spkey.sdk.core.retry.RetryPolicy;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One fetch of a token, tried as often as the policy says, for however many callers wait. Each of them has a future of
 * its own, so that who gives up takes nobody else along; but once nobody waits any more, nothing is tried again.
 */
final class TokenFetch {

    /** Who keeps what fetches bring, and hears of their end before any caller does. */
    interface Keeper {

        void fetched(TokenFetch by, CachedToken token);

        void failed(TokenFetch by, TokenFailure failure);
    }

    /** What all fetches of one provider have in common. */
    static final class Means {

        final String endpoint;
        final TokenHttp http;
        final TokenClock clock;
        final RetryPolicy policy;
        final Duration refreshMargin;

        Means(String endpoint, TokenHttp http, TokenClock clock, RetryPolicy policy, Duration refreshMargin) {
            this.endpoint = endpoint;
            this.http = http;
            this.clock = clock;
            this.policy = policy;
            this.refreshMargin = refreshMargin;
        }
    }

    private final Means means;
    private final Keeper keeper;
    private final boolean ahead;
    private final Retry.AsyncContext<Object> retries;
    private final CompletableFuture<CachedToken> result = new CompletableFuture<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable CompletableFuture<IssuedToken> exchange;
    private int attempts;

    /**
     * Makes a fetch.
     *
     * @param ahead whether it goes on with nobody waiting, because the token in use is still good
     */
    TokenFetch(Means means, Keeper keeper, boolean ahead) {
        this.means = means;
        this.keeper = keeper;
        this.ahead = ahead;
        // Only the decision of resilience4j is used, which neither sleeps nor blocks.
        retries = Retry.of(
                        "spkey-token",
                        RetryConfig.custom()
                                .maxAttempts(means.policy.maxAttempts())
                                .retryOnException(error -> error instanceof TokenFailure known && known.retryable())
                                .intervalBiFunction((attempt, outcome) -> interval(attempt, outcome.getLeft()))
                                .build())
                .asyncContext();
    }

    /** Returns a future for one more caller; it completes on the executor, where the token is put to use as well. */
    CompletableFuture<Credentials> join(Executor executor, Function<CachedToken, Credentials> use) {
        CompletableFuture<Credentials> own = new CompletableFuture<>();
        waiting.incrementAndGet();
        own.whenComplete((credentials, failure) -> waiting.decrementAndGet());
        result.whenComplete((token, failure) -> {
            if (failure == null) {
                Waiting.complete(own, executor, () -> use.apply(token));
            } else {
                Waiting.fail(own, executor, failure);
            }
        });
        return own;
    }

    /** Begins; who waits for it has joined before. */
    void start() {
        attempt();
    }

    /** Ends it with this failure, and the exchange under way with it. */
    void abort(TokenFailure failure) {
        result.completeExceptionally(failure);
        CompletableFuture<IssuedToken> open = exchange;
        if (open != null) {
            open.cancel(true);
        }
    }

    private void attempt() {
        attempts++;
        long requestedAt = means.clock.nanoTime();
        CompletableFuture<IssuedToken> asked = means.http.exchange();
        exchange = asked;
        asked.whenComplete((issued, failure) -> {
            if (failure == null) {
                CachedToken token = CachedToken.of(issued, requestedAt, means.refreshMargin, means.clock);
                try {
                    keeper.fetched(this, token);
                } finally { // A log may throw, and callers wait.
                    result.complete(token);
                }
            } else if (failure instanceof TokenFailure known) {
                failed(known);
            }
        });
        if (result.isDone()) {
            asked.cancel(true);
        }
    }

    private void failed(TokenFailure failure) {
        long delay = retries.onError(failure);
        if (delay >= 0 && (ahead || waiting.get() > 0) && isScheduled(delay)) {
            return;
        }
        TokenFailure last = failure.within(
                "no token from " + means.endpoint + ": ",
                " (attempt " + attempts + " of " + means.policy.maxAttempts() + ")");
        try {
            keeper.failed(this, last);
        } finally { // A log may throw, and callers wait.
            result.completeExceptionally(last);
        }
    }

    private boolean isScheduled(long delay) {
        try {
            means.clock.after(Duration.ofMillis(delay), this::attempt);
            return true;
        } catch (RuntimeException | Error noThread) {
            // Without a timer there is no next attempt; those who wait are told of the last one.
            return false;
        }
    }

    /** Milliseconds until the next attempt, or less than zero for none. */
    private long interval(int attempt, Throwable error) {
        Duration asked = error instanceof TokenFailure failure ? failure.retryAfter() : null;
        RetryPolicy policy = means.policy;
        if (asked != null) {
            return asked.compareTo(policy.maxDelay()) > 0
                    ? -1
                    : asked.plus(means.clock.partOf(policy.baseDelay()))
                            .plusNanos(999_999) // Never sooner: an HTTP date is met to the nanosecond.
                            .toMillis();
        }
        Duration bound = policy.baseDelay();
        for (int i = 1; i < attempt && bound.compareTo(policy.maxDelay()) < 0; i++) {
            bound = bound.multipliedBy(2);
        }
        return means.clock
                .partOf(bound.compareTo(policy.maxDelay()) < 0 ? bound : policy.maxDelay())
                .toMillis();
    }
}
