package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.hubs.BulkEnd;
import co.spkey.sdk.hubs.BulkOutcome;
import co.spkey.sdk.hubs.HubMismatchException;
import java.util.Locale;

/** What outcomes and endings are called in front of people. */
final class Wording {

    private Wording() {}

    static String of(BulkOutcome outcome) {
        return switch (outcome) {
            case PROVISIONED -> "provisioned";
            case ALREADY_PROVISIONED -> "already provisioned";
            case UNCERTAIN_WHICH_ATTEMPT -> "provisioned now or before";
            case PROVISIONED_IN_EARLIER_RUN -> "done in an earlier run";
            case DUPLICATE -> "duplicate";
            case FAILED -> "failed";
            // A later release of the SDK may know more.
            default -> outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    static String of(SpkeyException failure) {
        if (failure instanceof HubMismatchException) {
            return "FAILED, other data stored";
        }
        return failure.outcomeUnknown() ? "FAILED, but may exist" : "FAILED";
    }

    static String of(BulkEnd end) {
        return switch (end) {
            case COMPLETED -> "the manifest came to its end";
            case CANCELLED -> "it was stopped";
            case REFUSED -> "every further hub would fail alike";
            case OUTAGE -> "the backend didn't come back";
            case SOURCE_FAILED, CONSUMER_FAILED -> "a file failed";
            case JOURNAL_FAILED -> "the journal can't be written";
            default -> end.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}
