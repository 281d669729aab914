package co.spkey.sdk.core.retry;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How often and how patiently a call is tried again when trying again can help.
 *
 * <p>What can help is fixed by the contract ("What follows for retries"): lost or refused connections, attempts that ran
 * out of time, and the statuses 408, 429, 500, 502, 503, 504, 520 to 524, 527 and 530. Sending a command again is safe,
 * since the hub id is its idempotency key (PH-RES-03). The wait before an attempt is random between zero and a bound that
 * starts at the base delay and doubles up to the longest delay ("full jitter"); a {@code Retry-After} of the server
 * replaces it, plus up to the base delay, while the call's time allows.
 *
 * <p>The <i>retry budget</i> keeps a client from multiplying the load on a backend that is down. It is a store of tokens
 * for all calls of one client: a retry takes 5, after an attempt that ran out of time 10,
 * and nothing where the server itself said when to come back. A call that succeeds puts back
 * what it took, and one that succeeds at the first attempt puts back 1. While the store is empty, calls are tried once.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 1.0
 */
public final class RetryPolicy {

    private static final int STANDARD_MAX_ATTEMPTS = 4;
    private static final Duration STANDARD_BASE_DELAY = Duration.ofMillis(200);
    private static final Duration STANDARD_MAX_DELAY = Duration.ofSeconds(5);
    private static final int STANDARD_BUDGET = 500;
    private static final int MOST_ATTEMPTS = 100;
    private static final Duration LONGEST_DELAY = Duration.ofDays(1);

    private static final RetryPolicy STANDARD = builder().build();
    private static final RetryPolicy NONE = builder().maxAttempts(1).build();

    private final int maxAttempts;
    private final Duration baseDelay;
    private final Duration maxDelay;
    private final int budget;

    private RetryPolicy(Builder builder, Duration maxDelay) {
        maxAttempts = builder.maxAttempts;
        baseDelay = builder.baseDelay;
        this.maxDelay = maxDelay;
        budget = builder.budget;
    }

    /**
     * Returns the policy that a client has unless told otherwise: 4 attempts, delays of up to 200 ms at first
     * and 5 s at most, a budget of 500 tokens.
     *
     * @return the standard policy
     */
    public static RetryPolicy standard() {
        return STANDARD;
    }

    /**
     * Returns the policy that never tries again. (After a 401 a call is still sent once more if the credentials have
     * changed.)
     *
     * @return a policy of one attempt
     */
    public static RetryPolicy none() {
        return NONE;
    }

    /**
     * Begins a policy with the values of the standard one.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Begins a policy with the values of this one.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        return new Builder()
                .maxAttempts(maxAttempts)
                .baseDelay(baseDelay)
                .maxDelay(maxDelay)
                .budget(budget);
    }

    /**
     * Returns how many attempts a call has.
     *
     * @return 1 or more, the first included
     */
    public int maxAttempts() {
        return maxAttempts;
    }

    /**
     * Returns the bound of the first wait.
     *
     * @return zero or more
     */
    public Duration baseDelay() {
        return baseDelay;
    }

    /**
     * Returns the bound that no wait exceeds, {@code Retry-After} aside.
     *
     * @return at least the base delay
     */
    public Duration maxDelay() {
        return maxDelay;
    }

    /**
     * Returns the size of the client's retry budget.
     *
     * @return tokens, zero or more
     */
    public int budget() {
        return budget;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RetryPolicy that
                && maxAttempts == that.maxAttempts
                && budget == that.budget
                && baseDelay.equals(that.baseDelay)
                && maxDelay.equals(that.maxDelay);
    }

    @Override
    public int hashCode() {
        return Objects.hash(maxAttempts, baseDelay, maxDelay, budget);
    }

    @Override
    public String toString() {
        return "RetryPolicy[maxAttempts=" + maxAttempts + ", baseDelay=" + baseDelay + ", maxDelay=" + maxDelay
                + ", budget=" + budget + "]";
    }

    /**
     * Collects the values of a policy; each setter refuses a value that can't work. Not thread-safe.
     *
     * @since 1.0
     */
    public static final class Builder {

        private int maxAttempts = STANDARD_MAX_ATTEMPTS;
        private Duration baseDelay = STANDARD_BASE_DELAY;
        private @Nullable Duration maxDelay;
        private int budget = STANDARD_BUDGET;

        private Builder() {}

        /**
         * Sets how many attempts a call has, the first included.
         *
         * @param value 1 to 100; 4 by default
         * @return this builder
         * @throws IllegalArgumentException if it is out of that range
         */
        public Builder maxAttempts(int value) {
            if (value < 1 || value > MOST_ATTEMPTS) {
                throw new IllegalArgumentException("maxAttempts must be 1 to " + MOST_ATTEMPTS + ": " + value);
            }
            maxAttempts = value;
            return this;
        }

        /**
         * Sets the bound of the first wait; each further wait has twice the bound of the one before.
         *
         * @param value zero up to a day; 200 ms by default
         * @return this builder
         * @throws IllegalArgumentException if it is out of that range
         */
        public Builder baseDelay(Duration value) {
            baseDelay = checked("baseDelay", value);
            return this;
        }

        /**
         * Sets the bound that no wait exceeds, {@code Retry-After} aside.
         *
         * @param value the base delay up to a day; 5 s, or the base delay if that is longer, by default
         * @return this builder
         * @throws IllegalArgumentException if it is negative or longer than a day
         */
        public Builder maxDelay(Duration value) {
            maxDelay = checked("maxDelay", value);
            return this;
        }

        /**
         * Sets the size of the retry budget that all calls of a client share. It counts where the policy is the
         * client's; in the options of a single call it is ignored.
         *
         * @param tokens zero (no retries but those the server asked for) or more; 500 by default
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder budget(int tokens) {
            if (tokens < 0) {
                throw new IllegalArgumentException("budget cannot be negative: " + tokens);
            }
            budget = tokens;
            return this;
        }

        /**
         * Makes the policy.
         *
         * @return a policy with the values set so far
         * @throws IllegalArgumentException if the longest delay is shorter than the base delay
         */
        public RetryPolicy build() {
            Duration longest = maxDelay;
            if (longest == null) {
                longest = STANDARD_MAX_DELAY.compareTo(baseDelay) < 0 ? baseDelay : STANDARD_MAX_DELAY;
            } else if (longest.compareTo(baseDelay) < 0) {
                throw new IllegalArgumentException(
                        "maxDelay (" + longest + ") cannot be shorter than baseDelay (" + baseDelay + ")");
            }
            return new RetryPolicy(this, longest);
        }

        private static Duration checked(String name, Duration value) {
            Objects.requireNonNull(value, name);
            if (value.isNegative() || value.compareTo(LONGEST_DELAY) > 0) {
                throw new IllegalArgumentException(name + " must be zero up to " + LONGEST_DELAY + ": " + value);
            }
            return value;
        }
    }
}
