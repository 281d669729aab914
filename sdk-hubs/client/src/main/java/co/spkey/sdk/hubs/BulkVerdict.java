package co.spkey.sdk.hubs;

import co.spkey.sdk.core.error.ApiException;
import co.spkey.sdk.core.error.CallInterruptedException;
import co.spkey.sdk.core.error.CallTimeoutException;
import co.spkey.sdk.core.error.ClientClosedException;
import co.spkey.sdk.core.error.ConnectionException;
import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.core.error.MalformedResponseException;
import co.spkey.sdk.core.error.SpkeyException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
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

    /**
     * Whether it is the hub's own failure or that of all is still to be seen from what comes of others: it can get better by
     * itself, or it isn't the API that answered, but a proxy's page, say, or what a wrong base URL leads to.
     */
    OPEN,

    /**
     * Every further hub would fail alike: no credentials, refused ones (PH-AUTH-04), a certificate that isn't trusted, or
     * something that is no failure of a call at all.
     */
    OF_ALL,

    /** The client was closed, the thread interrupted, or the future cancelled, which says nothing of the hub. */
    GIVEN_UP;

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    /**
     * Judges a failure.
     *
     * @param failure what a call threw or its future failed with; it may be wrapped in a {@code CompletionException}
     * @param everAnswered whether the backend has answered any call of this run: then missing credentials and a certificate
     *     that isn't trusted, too, are trouble that may pass
     * @return what it means; never null
     */
    public static BulkVerdict of(Throwable failure, boolean everAnswered) {
        if (failure instanceof CompletionException && failure.getCause() != null) {
            return of(failure.getCause(), everAnswered);
        }
        if (failure instanceof ClientClosedException
                || failure instanceof CallInterruptedException
                || failure instanceof CancellationException) {
            return GIVEN_UP;
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
            return ofAnswer(answer);
        }
        if (failure instanceof HubMismatchException || failure instanceof DuplicateHubException) {
            return OF_THE_HUB;
        }
        return failure instanceof SpkeyException ? OPEN : OF_ALL;
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

    /** Whether it isn't the API that answered. */
    static boolean isPage(@Nullable Throwable failure) {
        return failure instanceof MalformedResponseException
                || (failure instanceof ApiException answer && !answer.fromApi());
    }

    private static BulkVerdict ofAnswer(ApiException answer) {
        int status = answer.status();
        if (status != 401 && !answer.fromApi()) {
            return OPEN;
        }
        return switch (status) {
            case 401, 403 -> answer.fromAggregate() ? OF_THE_HUB : OF_ALL;
            case 408, TOO_MANY_REQUESTS -> OPEN;
            // A 2xx is one that says success:false (PH-RES-08).
            default -> status / 100 == 4 || status / 100 == 2 ? OF_THE_HUB : OPEN;
        };
    }
}
