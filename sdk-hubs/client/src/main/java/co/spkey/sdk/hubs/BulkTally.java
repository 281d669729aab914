package co.spkey.sdk.hubs;

import co.spkey.sdk.core.error.SpkeyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what a run does; belongs to the run's thread. */
final class BulkTally {

    private final Map<BulkOutcome, Long> counts = new EnumMap<>(BulkOutcome.class);
    private final Map<String, Long> failuresByKind = new HashMap<>();
    private final List<BulkResult> failures = new ArrayList<>();
    private long total;
    private long resent;
    private long notVerified;

    void add(BulkResult result) {
        total++;
        counts.merge(result.outcome(), 1L, Long::sum);
        if (result.resent()) {
            resent++;
        }
        if (!result.verified() && isStored(result.outcome())) {
            notVerified++;
        }
        SpkeyException failure = result.failure();
        if (failure != null) {
            failuresByKind.merge(failure.getClass().getSimpleName(), 1L, Long::sum);
            if (failures.size() < BulkReport.MOST_FAILURES) {
                failures.add(result);
            }
        }
    }

    private static boolean isStored(BulkOutcome outcome) {
        return outcome != BulkOutcome.FAILED && outcome != BulkOutcome.DUPLICATE;
    }

    BulkReport report(BulkEnd end, @Nullable Throwable cause, long taken, Duration elapsed) {
        return new BulkReport(
                end, cause, counts, taken - total, resent, notVerified, failures, failuresByKind, elapsed);
    }
}
