package co.spkey.sdk.examples.fleetflink;

import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import co.spkey.sdk.hubs.ProvisionHubResponse;
import co.spkey.sdk.hubs.ProvisionOutcome;
import java.util.Set;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.jspecify.annotations.Nullable;

/** A hub whose result the engine waits for. Belongs to the thread of {@link PacedCalls}. */
final class PendingHub {

    private final PartLine line;
    private final ProvisionHubRequest request;
    private final boolean restarted;
    private final ResultFuture<HubOutcome> result;
    private final Runnable whenDone;
    private boolean sent;
    private boolean mayExist;
    private int putBack;
    private @Nullable SpkeyException last;

    /**
     * Makes one.
     *
     * @param restarted whether an earlier life of the job may have sent it
     * @param whenDone called once its result is there
     */
    PendingHub(PartLine line, boolean restarted, ResultFuture<HubOutcome> result, Runnable whenDone) {
        this.line = line;
        request = line.request();
        this.restarted = restarted;
        this.result = result;
        this.whenDone = whenDone;
    }

    ProvisionHubRequest request() {
        return request;
    }

    void sent() {
        sent = true;
    }

    boolean wasSent() {
        return sent;
    }

    /** A call for it failed, which may not be the last one. */
    void remember(SpkeyException failure) {
        last = failure;
        mayExist |= failure.outcomeUnknown();
    }

    /** An answer came, though not yet the last one, perhaps. */
    void answered(ProvisionHubResponse response) {
        mayExist |= response.outcome() == ProvisionOutcome.UNCERTAIN_WHICH_ATTEMPT;
    }

    /** Counts how often it was put back although others were answered. */
    int putBack() {
        return ++putBack;
    }

    void provisioned(ProvisionHubResponse response, boolean verified) {
        complete(HubOutcome.provisioned(line, response, mayExist, verified, restarted));
    }

    void failed(SpkeyException failure) {
        complete(HubOutcome.failed(line, failure, mayExist));
    }

    /** Fails the job rather than the hub; no restart would help. */
    void cannotGoOn(String why) {
        String reason = last == null ? "" : ": " + last.getMessage();
        result.completeExceptionally(new SuppressRestartsException(new IllegalStateException("Stopped, since " + why
                + reason + ". No hub was failed for it; put it right and resume from the last checkpoint.")));
    }

    /** Fails the job, which may be restarted for it; does nothing if the result is there already. */
    void failJob(Throwable unforeseen) {
        result.completeExceptionally(unforeseen);
    }

    private void complete(HubOutcome outcome) {
        result.complete(Set.of(outcome));
        whenDone.run();
    }
}
