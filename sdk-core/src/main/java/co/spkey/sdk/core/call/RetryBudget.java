package co.spkey.sdk.core.call;

import java.util.concurrent.atomic.AtomicInteger;

/** The tokens that the retries of all calls of a client draw on; see {@code RetryPolicy}. */
final class RetryBudget {

    private final int capacity;
    private final AtomicInteger tokens;

    RetryBudget(int capacity) {
        this.capacity = capacity;
        this.tokens = new AtomicInteger(capacity);
    }

    /** Takes what a retry costs, or nothing at all. */
    boolean take(int cost) {
        int left = tokens.get();
        while (left >= cost) {
            int seen = tokens.compareAndExchange(left, left - cost);
            if (seen == left) {
                return true;
            }
            left = seen;
        }
        return false;
    }

    /** Puts tokens back, never beyond the capacity. */
    void giveBack(int amount) {
        int left = tokens.get();
        // A full store, the usual case, is only read.
        while (left < capacity) {
            // Not the smaller of two sums: with the largest capacity there is, the sum would overflow.
            int next = amount < capacity - left ? left + amount : capacity;
            int seen = tokens.compareAndExchange(left, next);
            if (seen == left) {
                return;
            }
            left = seen;
        }
    }

    /** A call has succeeded at its first attempt. */
    void succeededAtOnce() {
        giveBack(1);
    }

    int left() {
        return tokens.get();
    }

    int capacity() {
        return capacity;
    }
}
