package co.spkey.sdk.core.call;

import co.spkey.sdk.core.retry.RetryPolicy;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Decides after each failed attempt of one call whether and when another follows. A pure decision: it never waits, so
 * the blocking and the asynchronous path share it. A call that succeeds at once has none.
 *
 * <p>resilience4j counts the attempts and asks for the interval; of its parts only the asynchronous context is used,
 * which neither sleeps nor swallows an interrupt.
 */
final class RetryDecision {

    /** What a retry takes out of the budget, in tokens. */
    private static final int RETRY_COST = 5;

    /** The same after an attempt that ran out of time, which has cost the backend more. */
    private static final int TIMEOUT_COST = 10;

    private final RetryPolicy policy;
    private final RetryBudget budget;
    private final LongUnaryOperator random;
    private final Retry.AsyncContext<Object> context;
    private int taken;
    private Duration left = Duration.ZERO;
    private Duration callLimit = Duration.ZERO;
    private @Nullable String refusal;

    /**
     * Makes the decision of one call.
     *
     * @param random gives a number from zero to its argument, both included
     */
    RetryDecision(RetryPolicy policy, RetryBudget budget, LongUnaryOperator random) {
        this.policy = policy;
        this.budget = budget;
        this.random = random;
        context = Retry.of(
                        "spkey",
                        RetryConfig.custom()
                                .maxAttempts(policy.maxAttempts())
                                .retryOnException(error -> error instanceof AttemptFailure known && known.retryable())
                                .intervalBiFunction((attempt, outcome) -> interval(attempt, outcome.getLeft()))
                                .build())
                .asyncContext();
    }

    /**
     * Decides.
     *
     * @param timeLeft what is left of the call's limit
     * @param limit the call's limit, for the message
     * @return how long to wait before the next attempt, or null when there is to be none
     */
    @Nullable
    Duration after(AttemptFailure failure, Duration timeLeft, Duration limit) {
        left = timeLeft.isNegative() ? Duration.ZERO : timeLeft;
        callLimit = limit;
        refusal = failure.retryable() ? null : "not tried again, which would not help";
        long millis = context.onError(failure);
        return millis < 0 ? null : Duration.ofMillis(millis);
    }

    /** Why {@link #after} refused an attempt that would have been due, or null when there is nothing to say. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** The call succeeded after all: the budget gets back what it took. */
    void succeeded() {
        budget.giveBack(taken);
        context.onComplete();
    }

    private long interval(int attempt, Throwable error) {
        if (!(error instanceof AttemptFailure failure)) {
            return -1;
        }
        Duration asked = failure.retryAfter();
        long delay = asked == null ? random.applyAsLong(backoff(attempt)) : withJitter(asked);
        if (delay >= left.toMillis()) {
            refusal = (asked == null ? "the next attempt" : "Retry-After " + Text.of(asked)) + " exceeds the "
                    + Text.of(left) + " left of the call's " + Text.of(callLimit);
            return -1;
        }
        int cost = asked != null ? 0 : costAfter(failure);
        if (!budget.take(cost)) {
            refusal = "the retry costs " + cost + " and exceeds the client's remaining retry budget of " + budget.left()
                    + "/" + budget.capacity() + ", so as to spare the backend";
            return -1;
        }
        taken += cost;
        return delay;
    }

    /** Spreads those who were asked to wait for the same time; takes at most half of what the attempt would have left. */
    private long withJitter(Duration asked) {
        long room = Math.max(0, left.minus(asked).toMillis() / 2);
        long whole = asked.plusNanos(999_999).toMillis(); // Never sooner: an HTTP date is met to the nanosecond.
        return whole + random.applyAsLong(Math.min(policy.baseDelay().toMillis(), room));
    }

    /** The bound of the wait: it doubles from attempt to attempt and stops at the longest delay. */
    private long backoff(int attempt) {
        long longest = policy.maxDelay().toMillis();
        long bound = policy.baseDelay().toMillis();
        for (int i = 1; i < attempt && bound < longest; i++) {
            bound *= 2;
        }
        return Math.min(bound, longest);
    }

    private static int costAfter(AttemptFailure failure) {
        return failure.kind() == AttemptFailure.Kind.TIMEOUT ? TIMEOUT_COST : RETRY_COST;
    }
}
