package co.spkey.sdk.hubs;

import co.spkey.sdk.core.error.ApiException;
import co.spkey.sdk.core.error.CallInterruptedException;
import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.hubs.pace.AdaptiveLimit;
import co.spkey.sdk.hubs.pace.Outage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows from a call that is over: journal, result, pace, or the end of the run. Belongs to the run's thread. */
final class BulkAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(BulkProvisioning.class);

    private final BulkBook book;
    private final BulkDelivery delivery;
    private final AdaptiveLimit limit;
    private final Outage outage;
    private final BulkBacklog backlog;
    private final BiConsumer<BulkEnd, @Nullable Throwable> end;
    private long number;
    private boolean everAnswered;
    private @Nullable String lastProvisioned;
    private @Nullable Throwable lastFailure;

    BulkAnswers(
            BulkBook book,
            BulkDelivery delivery,
            AdaptiveLimit limit,
            Outage outage,
            BulkBacklog backlog,
            BiConsumer<BulkEnd, @Nullable Throwable> end) {
        this.book = book;
        this.delivery = delivery;
        this.limit = limit;
        this.outage = outage;
        this.backlog = backlog;
        this.end = end;
    }

    /** Numbers what happens, so that it can be told what began before what had ended. */
    long nextNumber() {
        return ++number;
    }

    /** The failure that came last, or null. */
    @Nullable
    Throwable lastFailure() {
        return lastFailure;
    }

    /** A hub that this run knows to be there, or null. */
    @Nullable
    String lastProvisioned() {
        return lastProvisioned;
    }

    /**
     * The call of a hub is over.
     *
     * @param probed whether it was to find out if the backend is back
     * @param ending whether the run is about to end
     */
    void take(BulkEvent.Ended ended, boolean probed, boolean ending, long now) {
        ProvisionHubResponse response = ended.response();
        if (response != null) {
            succeeded(ended.hub(), response, ended.verified(), now);
        } else if (ended.failure() instanceof SpkeyException failure) {
            failed(ended.hub(), failure, probed, ending, now);
        } else {
            end.accept(BulkEnd.REFUSED, ended.failure());
        }
    }

    /** The question for a status is answered, or not. Any refusal of the API's will do: of these credentials, say. */
    void take(BulkEvent.Probed probed, long now) {
        Throwable failure = probed.failure();
        BulkVerdict verdict = failure == null ? BulkVerdict.OF_THE_HUB : BulkVerdict.of(failure, true);
        if (verdict == BulkVerdict.GIVEN_UP) {
            end.accept(BulkEnd.CANCELLED, failure);
        } else if (failure != null && !(failure instanceof SpkeyException)) {
            end.accept(BulkEnd.REFUSED, failure);
        } else if (verdict != BulkVerdict.OPEN) {
            answered(nextNumber(), now);
        } else if (outage.isOpen()) {
            lastFailure = failure;
            outage.probeFailed(now);
        } else if (isAway(failure)) {
            lastFailure = failure;
            if (backlog.unanswered(now)) {
                paused(failure);
            }
        } else {
            settleRest(now);
        }
    }

    /**
     * A page in place of a status decides nothing, since a gateway may have no route for it, unless it is an error of the
     * server's, or hubs have met pages too.
     */
    private boolean isAway(@Nullable Throwable failure) {
        boolean serverError = failure instanceof ApiException answer && answer.status() >= 500;
        return serverError || !BulkVerdict.isPage(failure) || backlog.metPages();
    }

    /** Decides at the end of the input, without an answer to anything else, and returns whether there is more to send. */
    boolean settleRest(long now) {
        boolean before = outage.isOpen();
        boolean more = backlog.settleRest(everAnswered, now);
        if (!before && outage.isOpen()) {
            paused(lastFailure);
        }
        return more;
    }

    private static void paused(@Nullable Throwable failure) {
        LOG.debug(
                "The backend seems to be away; the bulk run waits for it: {}",
                failure == null ? "" : failure.getMessage());
    }

    private void succeeded(BulkHub hub, ProvisionHubResponse response, boolean verified, long now) {
        limit.succeeded();
        ProvisionHubResponse complete = hub.complete(response);
        BulkResult result = BulkResult.answered(hub, complete, verified);
        // First the journal: a kill in between makes the result come once more, from the journal, rather than never.
        if (!book.done(hub, result, complete)) {
            end.accept(BulkEnd.JOURNAL_FAILED, book.broken());
        }
        delivery.give(result);
        lastProvisioned = hub.request().hubId();
        answered(hub.startedAs(), now);
    }

    private void answered(long startedAs, long now) {
        everAnswered = true;
        boolean wasOpen = outage.isOpen();
        backlog.answered(startedAs, now);
        if (wasOpen && !outage.isOpen()) {
            LOG.debug("The backend answers again; the bulk run goes on");
        }
    }

    private void failed(BulkHub hub, SpkeyException failure, boolean probed, boolean ending, long now) {
        lastFailure = failure;
        hub.failed(failure, nextNumber());
        if (!book.failed(hub, failure)) {
            end.accept(BulkEnd.JOURNAL_FAILED, book.broken());
        }
        if (failure instanceof CallInterruptedException) {
            end.accept(BulkEnd.CANCELLED, null); // Made on the run's own thread, for want of another.
            return;
        }
        switch (BulkVerdict.of(failure, everAnswered)) {
            case OF_THE_HUB -> {
                delivery.give(BulkResult.failed(hub, failure));
                answered(hub.startedAs(), now);
            }
            case OPEN -> mayPass(hub, failure, probed, ending, now);
            case OF_ALL -> end.accept(BulkEnd.REFUSED, failure);
            case GIVEN_UP -> end.accept(BulkEnd.CANCELLED, failure);
        }
    }

    private void mayPass(BulkHub hub, SpkeyException failure, boolean probed, boolean ending, long now) {
        if (ending) {
            return; // It won't be known any more whose failure it was: no result.
        }
        if (probed && outage.isOpen()) {
            backlog.probeFailed(hub, now);
        } else if (backlog.failed(hub, now)) {
            limit.overloaded(now, now);
            paused(failure);
        }
    }
}
