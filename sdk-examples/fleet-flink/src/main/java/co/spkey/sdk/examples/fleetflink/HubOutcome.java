package co.spkey.sdk.examples.fleetflink;

import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.hubs.ProvisionHubResponse;
import co.spkey.sdk.hubs.ProvisionOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What became of a line: each line of the input ends in exactly one. Public, as Flink serialises it field by field.
 *
 * @param outcome a {@link ProvisionOutcome}, {@link #DUPLICATE}, {@link #CONFLICT}, {@link #BAD_LINE}, or an exception's name
 * @param failed whether it belongs to the failures
 * @param detail what a person should know, or null
 * @param requestId what support asks for, or null
 * @param attempts how many requests it took
 * @param millis how long its calls took
 * @param verified whether the stored hub is known to be the one that was sent
 * @param afterRestart whether the hub was there already, and this job had been restarted before: it may have been its own doing
 * @param mayExist whether the hub may exist although it failed
 */
public record HubOutcome(
        PartLine line,
        String outcome,
        boolean failed,
        @Nullable String detail,
        @Nullable String requestId,
        int attempts,
        long millis,
        boolean verified,
        boolean afterRestart,
        boolean mayExist) {

    /** The same hub with the same data stands somewhere else too, and was sent for that line. */
    static final String DUPLICATE = "DUPLICATE";

    /** The same hub with other data was sent for another line. */
    static final String CONFLICT = "CONFLICT";

    /** The line can't be sent. */
    static final String BAD_LINE = "BAD_LINE";

    static HubOutcome badLine(PartLine line) {
        return unsent(line, BAD_LINE, true, line.problem());
    }

    static HubOutcome duplicate(PartLine line, String first) {
        return unsent(
                line, DUPLICATE, false, "sent for " + first + ", which has the same data; what became of it is there");
    }

    static HubOutcome conflict(PartLine line, String first) {
        return unsent(
                line,
                CONFLICT,
                true,
                "not sent: " + first + " has the same hub id and other data, and the backend keeps what came first "
                        + "(PH-RES-03); correct one of the two");
    }

    private static HubOutcome unsent(PartLine line, String outcome, boolean failed, @Nullable String detail) {
        return new HubOutcome(line, outcome, failed, detail, null, 0, 0, false, false, false);
    }

    /**
     * Makes one of an answer.
     *
     * @param earlierUnknown whether an earlier call for this hub may have taken effect
     */
    static HubOutcome provisioned(
            PartLine line, ProvisionHubResponse response, boolean earlierUnknown, boolean verified, boolean restarted) {
        ProvisionOutcome outcome = response.outcome();
        boolean repeat = outcome != ProvisionOutcome.PROVISIONED;
        if (outcome == ProvisionOutcome.ALREADY_PROVISIONED && earlierUnknown) {
            outcome = ProvisionOutcome.UNCERTAIN_WHICH_ATTEMPT;
        }
        return new HubOutcome(
                line,
                outcome.name(),
                false,
                null,
                response.metadata().requestId(),
                response.metadata().attempts(),
                response.metadata().elapsed().toMillis(),
                verified || !repeat,
                restarted && repeat,
                false);
    }

    static HubOutcome failed(PartLine line, SpkeyException failure, boolean earlierUnknown) {
        return new HubOutcome(
                line,
                failure.getClass().getSimpleName(),
                true,
                failure.getMessage(),
                failure.requestId(),
                failure.attempts(),
                failure.elapsed().toMillis(),
                false,
                false,
                earlierUnknown || failure.outcomeUnknown());
    }
}
