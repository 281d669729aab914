package co.spkey.sdk.hubs;

import co.spkey.sdk.core.error.ApiException;
import co.spkey.sdk.core.error.CallInterruptedException;
import co.spkey.sdk.core.error.CallTimeoutException;
import co.spkey.sdk.core.error.ClientClosedException;
import co.spkey.sdk.core.error.ConnectionException;
import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.core.error.ForbiddenException;
import co.spkey.sdk.core.error.UnauthorizedException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * What a failed call means for a run over many hubs: bulk provisioning's own judgement, for programs that spread the work
 * themselves. More kinds may come: have a default branch.
 *
 * @since 1.0
 */
public enum BulkVerdict {
    /** It is the hub's own failure, and the backend is there. */
    OF_THE_HUB,

    /** It is the hub's own failure, or what stands in for the backend answered, a page that says 200; that is still to be seen. */
    OF_THE_HUB_ALONE,

    /** It can get better by itself: the hub's failure or an outage, which is still to be seen. */
    OPEN,

    /** Every further hub would fail alike: no credentials, refused ones (PH-AUTH-04), or a certificate that isn't trusted. */
    OF_ALL,

    /** The client was closed, the thread interrupted, or the future cancelled, which says nothing of the hub. */
    GIVEN_UP;

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    /**
     * Judges a failure.
     *
     * @param failure what a call threw or its future failed with, not wrapped in a {@code CompletionException}
     * @param everAnswered whether the backend has answered any call of this run: then missing credentials and a certificate
     *     that isn't trusted, too, are trouble that may pass
     * @return what it means; never null
     */
    public static BulkVerdict of(Throwable failure, boolean everAnswered) {
        if (failure instanceof ClientClosedException
                || failure instanceof CallInterruptedException
                || failure instanceof CancellationException) {
            return GIVEN_UP;
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

    /**
     * Says whether an answer asks every caller to slow down: 429, or 503 with {@code Retry-After} (PH-ERR-02). Attempts that
     * were tried again count as well: a {@link co.spkey.sdk.core.observe.CallListener} hears of them.
     *
     * @param failure what an attempt or a call failed with; null if it didn't
     * @return true if it does
     */
    public static boolean isOverload(@Nullable Throwable failure) {
        return failure instanceof ApiException refused
                && (refused.status() == TOO_MANY_REQUESTS
                        || (refused.status() == UNAVAILABLE && refused.retryAfter() != null));
    }

    private static BulkVerdict ofStatus(int status) {
        if (status == 408 || status == TOO_MANY_REQUESTS || (status >= 500 && status <= 599)) {
            return OPEN;
        }
        // A 2xx is one that says success:false, by which the backend itself says so (PH-RES-08).
        return (status >= 400 && status <= 499) || status / 100 == 2 ? OF_THE_HUB : OF_THE_HUB_ALONE;
    }
}
