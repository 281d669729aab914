package co.spkey.sdk.examples.fleetflink;

import co.spkey.sdk.core.CallOptions;
import co.spkey.sdk.core.error.ApiException;
import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.core.observe.AttemptEnded;
import co.spkey.sdk.core.observe.CallEvent;
import co.spkey.sdk.core.observe.CallListener;
import co.spkey.sdk.core.retry.RetryPolicy;
import co.spkey.sdk.hubs.BulkVerdict;
import co.spkey.sdk.hubs.HubMismatchException;
import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.ProvisionHubResponse;
import co.spkey.sdk.hubs.ProvisionOutcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes a subtask's calls, as fast as its pace allows. During an outage hubs are put back rather than failed. Everything that
 * decides is done on one thread of its own, so that the engine's thread never waits and checkpoints go on.
 */
final class PacedCalls implements CallListener, AutoCloseable {

    /** So often a hub is put back that fails while others don't. */
    private static final int PUT_BACK = 3;

    /** So often it is put back when the backend merely asks to slow down, which is no fault of the hub's. */
    private static final int PUT_BACK_BY_OVERLOAD = 10;

    private static final int CLOSING_SECONDS = 5;
    private static final CallOptions ONCE =
            CallOptions.builder().retryPolicy(RetryPolicy.none()).build();

    private final FleetPace pace;
    private final boolean verify;
    private final ScheduledThreadPoolExecutor thread;
    private final Deque<PendingHub> waiting = new ArrayDeque<>();
    private final CallsUnderWay underWay = new CallsUnderWay(this::run);
    private @Nullable HubsClient hubs;
    private @Nullable ScheduledFuture<?> wakeUp;
    private @Nullable String lastProvisioned;
    private @Nullable PendingHub atHand;
    private boolean everAnswered;
    private boolean asked;
    private boolean ended;
    private volatile int inFlight;
    private volatile boolean outage;
    private volatile boolean paused;

    PacedCalls(FleetSettings settings, int subtasks, String name) {
        pace = new FleetPace(settings, subtasks);
        verify = settings.verify();
        thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, name);
            made.setDaemon(true);
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
    }

    /** Begins to send; what was submitted before waits until now. */
    void start(HubsClient client) {
        run(() -> hubs = client);
    }

    /** Provisions a hub when its turn comes, and tells it what came of it. */
    void submit(PendingHub hub) {
        run(() -> waiting.addLast(hub));
    }

    int inFlight() {
        return inFlight;
    }

    boolean isOutage() {
        return outage;
    }

    /** Returns whether the backend is waited for: during an outage, and as long as it has asked to be left alone. */
    boolean isPaused() {
        return paused;
    }

    /** Slows down with each answer that says so, of whichever subtask of this task manager it was. */
    @Override
    public void on(CallEvent event) {
        if (event instanceof AttemptEnded attempt
                && attempt.failure() instanceof ApiException answer
                && BulkVerdict.isOverload(answer)) {
            long now = System.nanoTime();
            run(() -> pace.overloaded(now - attempt.elapsed().toNanos(), answer.retryAfter(), now));
        }
    }

    private void run(Runnable change) {
        try {
            thread.execute(() -> advanceAfter(change));
        } catch (RejectedExecutionException closed) {
            // The subtask has ended; whatever this was about is replayed from its last checkpoint.
        }
    }

    private void advanceAfter(Runnable change) {
        atHand = null;
        try {
            change.run();
            advance();
        } catch (Throwable unforeseen) {
            failJob(unforeseen);
        }
    }

    /**
     * Nobody would finish the hub any more that was just dealt with, and the job would wait for it for ever. It is the one at
     * hand or the next one; where one of them is done already, this means nothing to it.
     */
    private void failJob(Throwable unforeseen) {
        PendingHub current = atHand;
        if (current != null) {
            current.failJob(unforeseen);
        }
        if (!waiting.isEmpty()) {
            waiting.getFirst().failJob(unforeseen);
        }
    }

    private void advance() {
        HubsClient client = hubs;
        while (client != null && !ended && !waiting.isEmpty()) {
            long now = System.nanoTime();
            if (pace.isHopeless(now)) {
                end(waiting.getFirst(), "the outage has lasted as long as giveUpAfter allows");
                break;
            }
            long wait = pace.untilNext(underWay.count(), now);
            if (wait != 0) {
                wakeUpIn(wait);
                break;
            }
            send(client, pace.sent(now));
        }
        inFlight = underWay.count();
        boolean down = pace.isOutage();
        outage = down;
        paused = down || pace.isHeldBack(System.nanoTime());
    }

    private void wakeUpIn(long nanos) {
        if (wakeUp != null) {
            wakeUp.cancel(false);
            wakeUp = null;
        }
        if (nanos > 0) {
            wakeUp = thread.schedule(() -> advanceAfter(() -> {}), nanos, TimeUnit.NANOSECONDS);
        }
    }

    /**
     * Sends the hub that waits at the front, where new ones are. What has failed before can't tell an outage from its own
     * failing: if nothing else is left to probe with, a hub that is there already is asked about in turns, since the status may be
     * what can't be had.
     */
    private void send(HubsClient client, boolean probe) {
        if (probe && lastProvisioned != null && waiting.getFirst().wasSent() && asksNext()) {
            underWay.add(client.statusAsync(lastProvisioned, ONCE), (status, failure) -> asked(failure));
            return;
        }
        PendingHub hub = waiting.removeFirst();
        atHand = hub;
        hub.sent();
        underWay.add(client.provisionAsync(hub.request(), probe ? ONCE : CallOptions.none()), (response, failure) -> {
            atHand = hub;
            if (response == null) {
                failed(hub, failure, probe);
            } else {
                answered(probe, true);
                provisioned(client, hub, response);
            }
        });
    }

    private void answered(boolean probe, boolean provisioned) {
        everAnswered = true;
        pace.answered(probe, provisioned);
    }

    private boolean asksNext() {
        asked = !asked;
        return asked;
    }

    /** Any refusal of the API's will do for an answer: these credentials may not read a status, say. A page won't. */
    private void asked(@Nullable Throwable failure) {
        BulkVerdict verdict = failure == null ? BulkVerdict.OF_THE_HUB : BulkVerdict.of(failure, true);
        if (verdict == BulkVerdict.OPEN || verdict == BulkVerdict.GIVEN_UP) {
            pace.undecided(true, System.nanoTime());
        } else {
            answered(true, false);
        }
    }

    /** An answer that the hub was there already doesn't say whether it is the same (PH-RES-03): its status does. */
    private void provisioned(HubsClient client, PendingHub hub, ProvisionHubResponse response) {
        lastProvisioned = hub.request().hubId();
        if (!verify || response.outcome() == ProvisionOutcome.PROVISIONED) {
            hub.provisioned(response, false);
            return;
        }
        hub.answered(response);
        underWay.add(client.provisionVerifiedAsync(hub.request()), (verified, failure) -> {
            atHand = hub;
            if (verified != null) {
                hub.provisioned(response, true);
            } else if (failure instanceof HubMismatchException reason) {
                hub.failed(reason);
            } else if (!(failure instanceof CancellationException) && !mayPass(hub, failure, false)) {
                // It is there; that its status can't be read takes nothing from that.
                hub.provisioned(response, false);
            }
        });
    }

    private void failed(PendingHub hub, @Nullable Throwable failure, boolean probe) {
        if (!(failure instanceof SpkeyException reason)) {
            if (!(failure instanceof CancellationException)) {
                end(hub, "the client can't go on: " + failure);
            }
            return;
        }
        hub.remember(reason);
        switch (BulkVerdict.of(reason, everAnswered)) {
            case OF_THE_HUB -> {
                answered(probe, false);
                hub.failed(reason);
            }
            case OPEN -> {
                if (!mayPass(hub, reason, probe)) {
                    hub.failed(reason);
                }
            }
            case OF_ALL -> end(hub, "every further hub would fail alike");
            default -> end(hub, "the call was given up");
        }
    }

    /** Puts a hub back whose failure may pass, and returns whether it did. */
    private boolean mayPass(PendingHub hub, @Nullable Throwable failure, boolean probe) {
        if (failure == null || BulkVerdict.of(failure, true) != BulkVerdict.OPEN) {
            return false;
        }
        boolean down = pace.failed(hub.request().hubId(), probe, System.nanoTime());
        boolean again = down || hub.putBack() <= (BulkVerdict.isOverload(failure) ? PUT_BACK_BY_OVERLOAD : PUT_BACK);
        if (again) {
            waiting.addLast(hub);
        }
        return again;
    }

    /** Ends the job, and blames no hub: the last checkpoint holds all that aren't done. */
    private void end(PendingHub hub, String why) {
        if (!ended) {
            ended = true;
            hub.cannotGoOn(why);
        }
    }

    /**
     * Aborts what is under way: the engine sends it again from its last checkpoint, which is safe (PH-RES-03). Returns when that
     * is done, so that the client, which is closed next, has nothing to wait for.
     */
    @Override
    public void close() {
        run(() -> {
            ended = true;
            underWay.abort();
            thread.shutdownNow();
        });
        try {
            thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
