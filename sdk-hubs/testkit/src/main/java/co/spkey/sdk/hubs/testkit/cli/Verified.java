package co.spkey.sdk.hubs.testkit.cli;

import co.spkey.sdk.hubs.testkit.Clause;
import co.spkey.sdk.hubs.testkit.Finding;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One clause of a report.
 *
 * @param elapsed how long it took to check
 */
record Verified(Finding finding, Standing standing, Duration elapsed) {

    Clause clause() {
        return finding.clause();
    }

    /** What was expected and what came, or why it wasn't tried, in one sentence; null if there is nothing to say. */
    @Nullable
    String details() {
        return switch (standing) {
            case HOLDS -> null;
            case OVERCOME -> standing.meaning();
            case NOT_TRIED -> finding.reason();
            default -> "expected " + finding.expected() + ", got " + finding.got();
        };
    }
}
