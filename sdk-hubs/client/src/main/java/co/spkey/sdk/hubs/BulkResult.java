package co.spkey.sdk.hubs;

import co.spkey.sdk.core.error.SpkeyException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of one request of a bulk run.
 *
 * <p>More components may be added in a minor release; read it through its accessors.
 *
 * @param position the request's place in the input, from zero
 * @param request the request
 * @param outcome what became of it
 * @param response the backend's answer, or null when the hub failed or was not sent; its metadata count all calls that this
 *     run made for the hub
 * @param failure why the hub failed, or null when it didn't
 * @param verified whether what is stored is known to be what was sent: this run or an earlier one registered the hub, or read
 *     its status and found it so. The vendor name isn't in the status and is never compared
 * @param resent whether an earlier run had sent the hub and never learned what came of it
 * @param duplicateOf the position of the same hub earlier in the input, for {@link BulkOutcome#DUPLICATE} only, otherwise null
 * @since 1.0
 */
public record BulkResult(
        long position,
        ProvisionHubRequest request,
        BulkOutcome outcome,
        @Nullable ProvisionHubResponse response,
        @Nullable SpkeyException failure,
        boolean verified,
        boolean resent,
        @Nullable Long duplicateOf) {

    /**
     * Makes a result.
     *
     * @throws NullPointerException if the request or the outcome is null
     */
    public BulkResult {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(outcome, "outcome");
    }

    static BulkResult answered(BulkHub hub, ProvisionHubResponse response, boolean verified) {
        BulkOutcome outcome = switch (response.outcome()) {
            case PROVISIONED -> BulkOutcome.PROVISIONED;
            case ALREADY_PROVISIONED -> BulkOutcome.ALREADY_PROVISIONED;
            case UNCERTAIN_WHICH_ATTEMPT -> BulkOutcome.UNCERTAIN_WHICH_ATTEMPT;
        };
        return new BulkResult(hub.position(), hub.request(), outcome, response, null, verified, hub.resent(), null);
    }

    static BulkResult failed(BulkHub hub, SpkeyException failure) {
        return new BulkResult(
                hub.position(), hub.request(), BulkOutcome.FAILED, null, failure, false, hub.resent(), null);
    }

    static BulkResult refused(long position, ProvisionHubRequest request, DuplicateHubException failure) {
        return new BulkResult(position, request, BulkOutcome.FAILED, null, failure, false, false, null);
    }

    static BulkResult duplicate(long position, ProvisionHubRequest request, long first) {
        return new BulkResult(position, request, BulkOutcome.DUPLICATE, null, null, false, false, first);
    }

    static BulkResult earlierRun(long position, ProvisionHubRequest request, boolean verified) {
        return new BulkResult(
                position, request, BulkOutcome.PROVISIONED_IN_EARLIER_RUN, null, null, verified, false, null);
    }
}
