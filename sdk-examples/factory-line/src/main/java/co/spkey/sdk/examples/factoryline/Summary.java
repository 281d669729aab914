package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.hubs.BulkEnd;
import co.spkey.sdk.hubs.BulkOutcome;
import co.spkey.sdk.hubs.BulkReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to, in a few lines.
 *
 * @param verify whether hubs that were there before were to be compared
 */
record Summary(BulkReport report, long badLines, boolean verify) {

    private static final Set<BulkOutcome> NOT_PROVISIONED = Set.of(BulkOutcome.FAILED, BulkOutcome.DUPLICATE);

    boolean isComplete() {
        return report.end() == BulkEnd.COMPLETED;
    }

    boolean isAllProvisioned() {
        return report.allProvisioned() && badLines == 0;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (!isComplete()) {
            lines.add("Ended early: " + Wording.of(report.end()) + reason());
        }
        lines.add(counts() + "; " + Table.text(report.elapsed()));
        if (report.resent() > 0) {
            lines.add(report.resent() + " were in flight when an earlier run was killed, and were sent again.");
        }
        if (report.notVerified() > 0) {
            lines.add(report.notVerified()
                    + " were provisioned before and keep their first data; it was not compared with " + "the manifest"
                    + (verify ? ", since it could not be read." : "."));
        }
        return lines;
    }

    private String reason() {
        @Nullable Throwable cause = report.cause();
        return cause == null ? "." : ": " + Printable.line(String.valueOf(cause.getMessage()));
    }

    /** For example {@code 26 of 28 hubs are provisioned (23 provisioned, 3 already provisioned); 1 failed, 1 bad line}. */
    String counts() {
        long duplicates = report.count(BulkOutcome.DUPLICATE);
        long hubs = report.total() + badLines - duplicates;
        List<String> how = new ArrayList<>();
        report.counts().forEach((outcome, count) -> {
            if (!NOT_PROVISIONED.contains(outcome)) {
                how.add(count + " " + Wording.of(outcome));
            }
        });
        List<String> rest = new ArrayList<>();
        addTo(rest, report.failed(), "failed", "failed");
        addTo(rest, badLines, "bad line", "bad lines");
        addTo(rest, duplicates, "duplicate line", "duplicate lines");
        addTo(rest, report.unfinished(), "without a result", "without a result");
        return provisioned(hubs - report.failed() - badLines, hubs)
                + (how.isEmpty() ? "" : " (" + String.join(", ", how) + ")")
                + (rest.isEmpty() ? "" : "; " + String.join(", ", rest));
    }

    /** How many hubs the manifest has is known only at its end. */
    private String provisioned(long done, long hubs) {
        return isComplete()
                ? done + " of " + hubs + " hubs are provisioned"
                : done + (done == 1 ? " hub is" : " hubs are") + " provisioned so far";
    }

    private static void addTo(List<String> list, long count, String one, String many) {
        if (count > 0) {
            list.add(count + " " + (count == 1 ? one : many));
        }
    }
}
