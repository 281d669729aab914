package co.spkey.sdk.hubs;

import co.spkey.sdk.core.call.Ticker;
import co.spkey.sdk.hubs.pace.AdaptiveLimit;
import co.spkey.sdk.hubs.pace.Outage;
import co.spkey.sdk.hubs.pace.Rate;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop of one run. Everything that decides is done by the thread that runs it: it takes from the input what it can send,
 * writes the journal and hands out the results. Other threads only put events into its inbox.
 */
final class BulkRun {

    private static final Logger LOG = LoggerFactory.getLogger(BulkProvisioning.class);
    private static final long LOOK_AROUND = TimeUnit.SECONDS.toNanos(1);

    private final Ticker ticker;
    private final BulkCalls calls;
    private final BulkBook book;
    private final BlockingQueue<BulkEvent> inbox;
    private final BooleanSupplier closing;
    private final BulkDelivery delivery;
    private final BulkIntake intake;
    private final AdaptiveLimit limit;
    private final Rate rate;
    private final Outage outage;
    private final BulkBacklog backlog;
    private final BulkAnswers answers;
    private final long begun;

    private int inFlight;
    private boolean putBackNext;
    private boolean askNext;
    private boolean interrupted;
    private boolean probing;
    private @Nullable BulkHub probe;
    private @Nullable BulkEnd end;
    private @Nullable Throwable cause;

    BulkRun(BulkRunParts parts) {
        ticker = parts.ticker();
        calls = parts.calls();
        book = parts.book();
        inbox = parts.inbox();
        closing = parts.closing();
        BulkSettings settings = parts.settings();
        delivery = new BulkDelivery(parts.consumer(), this::end);
        intake = new BulkIntake(parts.source(), parts.known(), settings.dedupe(), delivery::give);
        limit = new AdaptiveLimit(settings.concurrency(), settings.giveUpAfter());
        rate = new Rate(settings.maxPerSecond());
        outage = new Outage(settings.giveUpAfter());
        backlog = new BulkBacklog(outage, (hub, failure) -> delivery.give(BulkResult.failed(hub, failure)));
        answers = new BulkAnswers(book, delivery, limit, outage, backlog, this::end);
        begun = ticker.nanoTime();
    }

    /** Runs to the end, whatever that is. */
    BulkReport run() {
        while (true) {
            startWhatMayStart();
            if (inFlight == 0) {
                if (end != null) {
                    break;
                }
                if (intake.isExhausted() && !goesOn()) {
                    break;
                }
            }
            await();
        }
        book.close();
        if (book.broken() != null) {
            end(BulkEnd.JOURNAL_FAILED, book.broken());
        }
        BulkReport report = delivery.report(
                end == null ? BulkEnd.COMPLETED : end,
                cause,
                intake.taken(),
                Duration.ofNanos(ticker.nanoTime() - begun));
        (report.allProvisioned() ? LOG.atDebug() : LOG.atWarn()).log("{}", report);
        if (interrupted) {
            // Whoever owns the thread must see that it was interrupted.
            Thread.currentThread().interrupt();
        }
        delivery.rethrowError();
        return report;
    }

    /** At the end of the input: asks whether the backend is there if that decides, and returns whether there is more to do. */
    private boolean goesOn() {
        long now = ticker.nanoTime();
        String known = answers.lastProvisioned();
        if (known == null || !backlog.needsAnAnswer()) {
            return answers.settleRest(now);
        }
        if (calls.isClosed() || allowedIn(now) == 0) {
            begin(() -> calls.probe(known), now);
        }
        return true;
    }

    /** How long it is until the backend bears another call. */
    private long allowedIn(long now) {
        return Math.max(limit.holdLeft(now), rate.left(now));
    }

    /** Only the first reason counts. */
    private void end(BulkEnd reason, @Nullable Throwable why) {
        if (end == null) {
            end = reason;
            cause = why;
        }
    }

    private void startWhatMayStart() {
        while (true) {
            lookAround();
            long now = ticker.nanoTime();
            if (end == null && outage.isHopeless(now) && !probing) {
                end(BulkEnd.OUTAGE, answers.lastFailure());
            }
            if (end != null || untilStart(now) > 0) {
                return;
            }
            startNext(now);
        }
    }

    private void lookAround() {
        for (BulkEvent event = inbox.poll(); event != null; event = inbox.poll()) {
            take(event);
        }
        if (Thread.interrupted()) {
            interrupted = true;
        }
        if (interrupted || closing.getAsBoolean()) {
            end(BulkEnd.CANCELLED, null);
        }
        if (!book.syncIfDue(ticker.nanoTime())) {
            end(BulkEnd.JOURNAL_FAILED, book.broken());
        }
    }

    /** Returns how long it is until another call may begin; if only an event can bring that about, for ever. */
    private long untilStart(long now) {
        boolean nothingToStart = intake.isExhausted() && backlog.size() == 0;
        if (end != null || nothingToStart) {
            return Long.MAX_VALUE;
        }
        if (calls.isClosed()) {
            return 0; // The next call says so, and ends the run.
        }
        long allowed = allowedIn(now);
        if (outage.isOpen()) {
            return probing ? Long.MAX_VALUE : Math.max(outage.probeWait(now), allowed);
        }
        return inFlight >= limit.limit() ? Long.MAX_VALUE : allowed;
    }

    /**
     * What always fails can't tell an outage from its own failing. Where the input has nothing else left, a hub that is there
     * already is asked about in turns, since the status may be what can't be had.
     */
    private void startNext(long now) {
        String known = answers.lastProvisioned();
        if (outage.isOpen() && intake.isExhausted() && known != null) {
            askNext = !askNext;
            if (askNext || backlog.size() == 0) {
                begin(() -> calls.probe(known), now);
                return;
            }
        }
        BulkHub hub = next();
        if (hub == null) {
            return;
        }
        if (!book.sent(hub)) {
            end(BulkEnd.JOURNAL_FAILED, book.broken());
            return;
        }
        hub.started(answers.nextNumber());
        boolean once = outage.isOpen();
        if (!begin(() -> calls.start(hub, once), now)) {
            book.notSent(hub);
        } else if (once) {
            probe = hub;
        }
    }

    private boolean begin(Runnable call, long now) {
        try {
            call.run();
        } catch (Exception refused) {
            // What the supplier of call headers threw, checked ones too, unless the client is closed.
            end(calls.isClosed() ? BulkEnd.CANCELLED : BulkEnd.REFUSED, refused);
            return false;
        } catch (Error theirs) {
            end(BulkEnd.REFUSED, theirs);
            delivery.rethrowLater(theirs);
            return false;
        }
        rate.taken(now);
        inFlight++;
        probing |= outage.isOpen();
        return true;
    }

    /**
     * In turns from what was put back and from the input: hubs that fail for good would otherwise be a row of failures once
     * more. A probe is a new hub first of all, for the same reason.
     */
    private @Nullable BulkHub next() {
        boolean fromBacklog = putBackNext && backlog.size() > 0 && !outage.isOpen();
        putBackNext = !putBackNext;
        if (fromBacklog || intake.isExhausted()) {
            return backlog.poll();
        }
        try {
            return intake.next();
        } catch (Exception theirs) {
            end(BulkEnd.SOURCE_FAILED, theirs);
        } catch (Error theirs) {
            end(BulkEnd.SOURCE_FAILED, theirs);
            delivery.rethrowLater(theirs);
        }
        return null;
    }

    private void await() {
        long now = ticker.nanoTime();
        long wait = Math.min(untilStart(now), book.untilSync(now));
        if (inFlight == 0 || (outage.isOpen() && !probing)) {
            // The client may be closed meanwhile, or an outage become hopeless long before the next probe.
            wait = Math.min(wait, LOOK_AROUND);
        }
        if (inFlight == 0) {
            wait = ticker.beforePause(wait);
        }
        try {
            BulkEvent event = inbox.poll(wait, TimeUnit.NANOSECONDS);
            if (event != null) {
                take(event);
            }
        } catch (InterruptedException remember) {
            interrupted = true;
        }
    }

    private void take(BulkEvent event) {
        long now = ticker.nanoTime();
        if (event instanceof BulkEvent.Overloaded overload) {
            limit.overloaded(overload.sentAt(), now);
            if (overload.retryAfter() != null) {
                limit.holdBack(overload.retryAfter(), now);
            }
        } else if (event instanceof BulkEvent.Ended ended) {
            inFlight--;
            boolean probed = ended.hub() == probe;
            if (probed) {
                probe = null;
                probing = false;
            }
            answers.take(ended, probed, end != null, now);
        } else if (event instanceof BulkEvent.Probed probed) {
            inFlight--;
            probing = false;
            answers.take(probed, now);
        }
    }
}
