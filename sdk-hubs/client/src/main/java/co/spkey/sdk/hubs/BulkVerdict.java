package co.spkey.sdk.hubs;

import co.spkey.sdk.core.error.ApiException;
import co.spkey.sdk.core.error.CallTimeoutException;
import co.spkey.sdk.core.error.ClientClosedException;
import co.spkey.sdk.core.error.ConnectionException;
import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.core.error.ForbiddenException;
import co.spkey.sdk.core.error.UnauthorizedException;

/** What a failed call means for the run. */
enum BulkVerdict {
    /** It is the hub's own failure, and the backend is there. */
    OF_THE_HUB,

    /** It is the hub's own failure, and says nothing about the backend. */
    OF_THE_HUB_ALONE,

    /** It can get better by itself: the hub's failure or an outage, which is still to be seen. */
    OPEN,

    /** Every further hub would fail alike. */
    OF_ALL,

    /** The client was closed. */
    CLOSED;

    /**
     * Judges a failure.
     *
     * @param everAnswered whether the backend has answered any call of this run: then missing credentials and a certificate
     *     that isn't trusted, too, are trouble that may pass
     */
    static BulkVerdict of(Throwable failure, boolean everAnswered) {
        if (failure instanceof ClientClosedException) {
            return CLOSED;
        }
        if (failure instanceof UnauthorizedException || failure instanceof ForbiddenException) {
            return ((ApiException) failure).fromAggregate() ? OF_THE_HUB : OF_ALL;
        }
        if (failure instanceof CredentialsException) {
            return everAnswered ? OPEN : OF_ALL;
        }
        if (failure instanceof ConnectionException connection && connection.notTrusted()) {
            return everAnswered ? OPEN : OF_ALL;
        }
        if (failure instanceof ConnectionException || failure instanceof CallTimeoutException) {
            return OPEN;
        }
        if (failure instanceof ApiException answer) {
            return ofStatus(answer.status());
        }
        return failure instanceof HubMismatchException ? OF_THE_HUB : OF_THE_HUB_ALONE;
    }

    private static BulkVerdict ofStatus(int status) {
        if (status == 408 || status == 429 || (status >= 500 && status <= 599)) {
            return OPEN;
        }
        return status >= 400 && status <= 499 ? OF_THE_HUB : OF_THE_HUB_ALONE;
    }
}
