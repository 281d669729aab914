package co.spkey.sdk.core.call;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.error.SpkeyException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a call's steps without holding a thread. The first steps run on the caller's thread; whatever follows an
 * answer or a pause, the caller's continuations included, runs on the client's executor.
 *
 * <p>At most one step is under way. Whoever {@linkplain Pending#claim() claims} it goes on: its completion, its limit, the
 * closing of the client, or the caller who gave up.
 */
final class AsyncDriver<T> {

    /** How long beyond the call's limit a caller's executor has for what it was given, in nanoseconds. */
    private static final long GRACE = Duration.ofMillis(500).toNanos();

    private final CallLoop<?, T> loop;
    private final CallEngine engine;
    private final Deadline deadline;
    private final Executor executor;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean abandoned;
    private volatile @Nullable Pending pending;

    /** A step under way. */
    private static final class Pending {

        private final AtomicBoolean claimed = new AtomicBoolean();
        private volatile @Nullable CompletableFuture<?> awaited;
        private volatile Runnable release = AsyncDriver::nothing;

        boolean claim() {
            return claimed.compareAndSet(false, true);
        }

        /** Stops what is under way. */
        void abort() {
            CompletableFuture<?> open = awaited;
            if (open != null) {
                BlockingDriver.cancel(open);
            }
        }
    }

    AsyncDriver(CallLoop<?, T> loop, CallEngine engine, Deadline deadline) {
        this.loop = loop;
        this.engine = engine;
        this.deadline = deadline;
        this.executor = engine.executor();
    }

    /** Begins the call. */
    CompletableFuture<T> start() {
        // Begins before anybody can give the call up; a failure of the call headers' supplier fails the future.
        advance(loop::begin);
        result.whenComplete((value, failure) -> abandon());
        return result;
    }

    private void perform(Step<T> step) {
        if (step instanceof Step.Done<T> done) {
            SpkeyException failure = done.failure();
            if (failure == null) {
                finish(() -> result.complete(done.result()));
            } else {
                finish(() -> result.completeExceptionally(failure));
            }
        } else if (abandoned) {
            loop.onAbandoned();
            finish(AsyncDriver::nothing);
        } else if (step instanceof Step.AskCredentials<T> ask) {
            askCredentials(ask);
        } else if (step instanceof Step.Send<T> send) {
            await(
                    engine.wire().sendAsync(send.request(), send.limit()),
                    loop::onAnswer,
                    this::unanswered,
                    new Pending());
        } else if (step instanceof Step.Pause<T> pause) {
            pause(pause.length());
        }
    }

    private Step<T> unanswered(Throwable failure) {
        return loop.onBroken(
                failure instanceof WireException broken
                        ? broken
                        : new WireException(WireException.Kind.BROKEN, failure));
    }

    private void askCredentials(Step.AskCredentials<T> ask) {
        CompletableFuture<Credentials> asked;
        try {
            asked = ask.provider().credentialsAsync(this::submit).toCompletableFuture();
        } catch (Exception failure) {
            advance(() -> loop.onCredentialsFailure(failure));
            return;
        }
        Pending step = new Pending();
        if (!asked.isDone()) {
            // The closing first: a timer that is closed runs what it is given at once.
            Lifecycle.Hook closing = engine.lifecycle().onClose(() -> interruptStep(step, loop::onClosed));
            Timer.Task limit = engine.timer()
                    .at(
                            engine.ticker().nanoTime() + ask.limit().toNanos(),
                            () -> interruptStep(step, loop::onCredentialsTimeout));
            step.release = () -> {
                limit.cancel();
                closing.remove();
            };
        }
        await(asked, loop::onCredentials, loop::onCredentialsFailure, step);
    }

    private void pause(Duration length) {
        Pending step = new Pending();
        pending = step;
        long wait = engine.ticker().beforePause(length.toNanos());
        if (wait <= 0) {
            interruptStep(step, loop::onPaused);
            return;
        }
        Lifecycle.Hook closing = engine.lifecycle().onClose(() -> interruptStep(step, loop::onClosed));
        Timer.Task end =
                engine.timer().at(engine.ticker().nanoTime() + wait, () -> interruptStep(step, loop::onPaused));
        step.release = () -> {
            end.cancel();
            closing.remove();
        };
        releaseIfClaimed(step);
    }

    /** Goes on once the future is complete; on the thread that completes it, if that is this one or the executor's. */
    private <V> void await(
            CompletableFuture<V> future,
            Function<V, Step<T>> onValue,
            Function<Throwable, Step<T>> onFailure,
            Pending step) {
        boolean here = future.isDone();
        step.awaited = future;
        pending = step;
        future.whenComplete((value, failure) -> {
            if (step.claim()) {
                step.release.run();
                Supplier<Step<T>> event =
                        () -> failure == null ? onValue.apply(value) : onFailure.apply(unwrapped(failure));
                if (here || engine.isContinuationThread()) {
                    advance(event);
                } else {
                    handOver(() -> advance(event));
                }
            }
        });
        releaseIfClaimed(step);
    }

    /** The caller may have given up, or the step have ended, while it was being set up. */
    private void releaseIfClaimed(Pending step) {
        if (abandoned && step.claim()) {
            giveUp(step);
        } else if (step.claimed.get()) {
            step.release.run();
            step.abort();
        }
    }

    static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Ends a step before its time, on the executor: this comes from the timer's or the closing thread. */
    private void interruptStep(Pending step, Supplier<Step<T>> event) {
        if (step.claim()) {
            step.release.run();
            handOver(() -> {
                step.abort();
                advance(event);
            });
        }
    }

    private void advance(Supplier<Step<T>> event) {
        try {
            perform(event.get());
        } catch (Exception | Error unforeseen) {
            // Checked ones too, which other languages throw at will. Nobody waits on this thread: an exception that
            // isn't handed over would leave the caller hanging.
            try {
                loop.onUnforeseen(unforeseen);
            } finally {
                finish(() -> result.completeExceptionally(unforeseen));
            }
        }
    }

    /**
     * Goes on with the call on the executor. A caller's may be stuck, or drop what it is given; the call must come to its
     * end all the same, a little after its limit at the latest.
     */
    private void handOver(Runnable action) {
        submit(engine.hasOwnExecutor() ? action : watched(action));
    }

    private Runnable watched(Runnable action) {
        long left = Math.max(0, deadline.left().toNanos());
        try {
            return HandedOver.until(engine.ticker().nanoTime() + left + GRACE, engine.timer(), action, this::spare);
        } catch (OutOfMemoryError noThread) {
            return action; // Nearly always the executor does what it should.
        }
    }

    /**
     * Runs it on the executor. One that runs things where it is asked to must not do so on the timer's thread, on which the
     * limits of all calls depend.
     */
    private void submit(Runnable work) {
        if (engine.mustLeaveThisThread()) {
            spare(() -> execute(work));
        } else {
            execute(work);
        }
    }

    /** A caller's executor may refuse, or be broken. */
    private void execute(Runnable work) {
        try {
            executor.execute(work);
        } catch (Exception | Error refused) {
            spare(work);
        }
    }

    private void spare(Runnable action) {
        try {
            engine.spareExecutor().execute(action);
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            // Closed, or no thread to be had: better the wrong thread than a future that never completes.
            action.run();
        }
    }

    private void finish(Runnable completion) {
        if (over.compareAndSet(false, true)) {
            engine.lifecycle().exit();
            completion.run();
        }
    }

    /** The future was completed. If not by this call, the caller has given it up: what is under way is aborted. */
    private void abandon() {
        if (over.get()) {
            return;
        }
        abandoned = true;
        Pending step = pending;
        if (step != null && step.claim()) {
            giveUp(step);
        }
    }

    private static void nothing() {}

    private void giveUp(Pending step) {
        step.release.run();
        step.abort();
        try {
            loop.onAbandoned();
        } finally {
            finish(AsyncDriver::nothing);
        }
    }
}
