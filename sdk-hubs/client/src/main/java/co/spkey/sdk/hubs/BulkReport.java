package co.spkey.sdk.hubs;

import co.spkey.sdk.core.error.SpkeyException;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a bulk run did.
 *
 * <p>More components may be added in a minor release; read it through its accessors.
 *
 * @param end why the run ended
 * @param cause what ended it, or null when it completed or was simply told to end
 * @param counts how many requests had which outcome; an outcome that didn't occur is left out; unmodifiable
 * @param unfinished how many requests were taken from the input without a result, because the run ended before; they have
 *     failed only if the input's next run says so
 * @param resent how many of the hubs with a result had been sent by an earlier run without its being known what came of it
 * @param notVerified how many hubs had been registered before without it being known whether with the same data
 * @param failures the first failures, at most {@value #MOST_FAILURES}; all went to the consumer; unmodifiable
 * @param failuresByKind how many hubs failed with which exception, by its simple class name; unmodifiable
 * @param elapsed how long the run took
 * @since 1.0
 */
public record BulkReport(
        BulkEnd end,
        @Nullable Throwable cause,
        Map<BulkOutcome, Long> counts,
        long unfinished,
        long resent,
        long notVerified,
        List<BulkResult> failures,
        Map<String, Long> failuresByKind,
        Duration elapsed) {

    /** How many failures a report keeps, so that its size doesn't depend on the input's. */
    public static final int MOST_FAILURES = 100;

    /**
     * Makes a report; maps and list are copied.
     *
     * @throws NullPointerException if anything but the cause is null
     */
    public BulkReport {
        Objects.requireNonNull(end, "end");
        Map<BulkOutcome, Long> byOutcome = new EnumMap<>(BulkOutcome.class);
        byOutcome.putAll(counts);
        counts = Collections.unmodifiableMap(byOutcome);
        failures = List.copyOf(failures);
        failuresByKind = Collections.unmodifiableMap(new TreeMap<>(failuresByKind));
        Objects.requireNonNull(elapsed, "elapsed");
    }

    /**
     * Returns how many requests had an outcome.
     *
     * @param outcome which one
     * @return zero or more
     */
    public long count(BulkOutcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    /**
     * Returns how many requests have a result.
     *
     * @return zero or more
     */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Returns how many hubs failed.
     *
     * @return zero or more
     */
    public long failed() {
        return count(BulkOutcome.FAILED);
    }

    /**
     * Says whether the run saw the whole input and no hub failed.
     *
     * @return true if there is nothing left to do
     */
    public boolean allProvisioned() {
        return end == BulkEnd.COMPLETED && failed() == 0;
    }

    /**
     * Returns how many hubs a second got a result from the backend, over the whole run. What was not sent, duplicates and
     * hubs of earlier runs, doesn't count.
     *
     * @return zero or more
     */
    public double perSecond() {
        long notSent = count(BulkOutcome.DUPLICATE)
                + count(BulkOutcome.PROVISIONED_IN_EARLIER_RUN)
                + failuresByKind.getOrDefault(DuplicateHubException.class.getSimpleName(), 0L);
        double seconds = elapsed.toNanos() / 1e9;
        return seconds > 0 ? (total() - notSent) / seconds : 0;
    }

    /**
     * Says it all in one line, the single failures aside. Of a {@link #cause()} that isn't the SDK's, such as what the input or the
     * consumer threw, it names the class only, unless that is what the journal's disk says: the message may hold anything, a secret
     * included.
     */
    @Override
    public String toString() {
        return "bulk run " + end + ": " + total() + " results " + counts
                + (failuresByKind.isEmpty() ? "" : ", failures " + failuresByKind)
                + (unfinished == 0 ? "" : ", " + unfinished + " taken from the input without a result")
                + (resent == 0 ? "" : ", " + resent + " sent again")
                + (notVerified == 0 ? "" : ", " + notVerified + " not verified")
                + " in " + elapsed
                + (cause == null ? "" : "; ended by: " + told(cause));
    }

    /** What a disk says is told too. */
    private String told(Throwable cause) {
        return cause instanceof SpkeyException || end == BulkEnd.JOURNAL_FAILED
                ? String.valueOf(cause.getMessage())
                : cause.getClass().getName();
    }
}
