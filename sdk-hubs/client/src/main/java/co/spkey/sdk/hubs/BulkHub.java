package co.spkey.sdk.hubs;

import co.spkey.sdk.core.ResponseMetadata;
import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.hubs.journal.Fingerprint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A hub that a run has taken on and what its calls came to so far. Belongs to the run's thread. */
final class BulkHub {

    private final long position;
    private final ProvisionHubRequest request;
    private final Fingerprint fingerprint;
    private final boolean resent;
    private boolean mayExist;
    private int earlierAttempts;
    private Duration earlierTime = Duration.ZERO;
    private int setBacks;
    private long startedAs;
    private long endedAs;
    private @Nullable SpkeyException failure;

    BulkHub(long position, ProvisionHubRequest request, Fingerprint fingerprint, boolean resent) {
        this.position = position;
        this.request = request;
        this.fingerprint = fingerprint;
        this.resent = resent;
        mayExist = resent;
    }

    long position() {
        return position;
    }

    ProvisionHubRequest request() {
        return request;
    }

    Fingerprint fingerprint() {
        return fingerprint;
    }

    boolean resent() {
        return resent;
    }

    /** Whether any call so far, or an earlier run's, may have provisioned it with this data. */
    boolean mayExist() {
        return mayExist;
    }

    /** A call begins; numbers tell what began before what had ended. */
    void started(long number) {
        startedAs = number;
    }

    /** The number of its last call. */
    long startedAs() {
        return startedAs;
    }

    /** The number that its last failure got. */
    long endedAs() {
        return endedAs;
    }

    /** A call failed; the hub may be sent again. */
    void failed(SpkeyException why, long number) {
        endedAs = number;
        // A mismatch says that the hub is there, and that it isn't this one.
        mayExist = !(why instanceof HubMismatchException) && (mayExist || why.outcomeUnknown());
        earlierAttempts += why.attempts();
        earlierTime = earlierTime.plus(why.elapsed());
        if (failure != null) {
            why.addSuppressed(failure);
        }
        failure = why;
    }

    @Nullable
    SpkeyException failure() {
        return failure;
    }

    /** The hub is put back, since it may not have been its own failure. */
    void setBack() {
        setBacks++;
    }

    int setBacks() {
        return setBacks;
    }

    /** The answer as that of all calls for this hub. */
    ProvisionHubResponse complete(ProvisionHubResponse response) {
        if (earlierAttempts == 0 && !mayExist) {
            return response;
        }
        ResponseMetadata last = response.metadata();
        ResponseMetadata all = new ResponseMetadata(
                last.status(),
                last.requestId(),
                last.attempts() + earlierAttempts,
                last.elapsed().plus(earlierTime),
                last.earlierOutcomeUnknown() || mayExist,
                last.headers());
        return new ProvisionHubResponse(
                response.success(), response.aggregateId(), response.version(), response.event(), all);
    }
}
