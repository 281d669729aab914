package co.spkey.sdk.core.call;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.error.SpkeyException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Carries out a call's steps on the caller's thread, which waits for each. */
final class BlockingDriver<T> implements Executor {

    private final CallLoop<?, T> loop;
    private final CallEngine engine;

    BlockingDriver(CallLoop<?, T> loop, CallEngine engine) {
        this.loop = loop;
        this.engine = engine;
    }

    /** Runs what a provider hands over on the thread that does so, for no other has been given to it. */
    @Override
    public void execute(Runnable action) {
        action.run();
    }

    /** Runs the call from its first step to its end. */
    T run(Step<T> first) {
        try {
            return steps(first);
        } catch (Throwable failure) {
            loop.onUnforeseen(failure);
            throw failure;
        }
    }

    private T steps(Step<T> first) {
        Step<T> step = first;
        while (true) {
            if (step instanceof Step.Done<T> done) {
                SpkeyException failure = done.failure();
                T result = done.result();
                if (failure != null || result == null) {
                    throw failure == null ? new IllegalStateException("neither result nor failure") : failure;
                }
                return result;
            }
            step = Thread.currentThread().isInterrupted() ? loop.onInterrupted(false, null) : perform(step);
        }
    }

    private Step<T> perform(Step<T> step) {
        boolean sending = step instanceof Step.Send;
        try {
            if (step instanceof Step.AskCredentials<T> ask) {
                return askCredentials(ask);
            }
            if (step instanceof Step.Send<T> send) {
                return send(send);
            }
            if (step instanceof Step.Pause<T> pause) {
                engine.lifecycle()
                        .pause(engine.ticker().beforePause(pause.length().toNanos()));
                return loop.onPaused();
            }
            throw new IllegalStateException("no such step: " + step);
        } catch (InterruptedException interrupt) {
            // Whoever owns the thread must see that it was interrupted.
            Thread.currentThread().interrupt();
            return loop.onInterrupted(sending, interrupt);
        }
    }

    private Step<T> send(Step.Send<T> send) throws InterruptedException {
        Answer answer;
        try {
            answer = engine.wire().send(send.request(), send.limit());
        } catch (WireException broken) {
            return loop.onBroken(broken);
        }
        return loop.onAnswer(answer);
    }

    /**
     * A provider that merely blocks does so on this thread, with the caller's context; one that brings a future of its
     * own is held to the call's limit.
     */
    private Step<T> askCredentials(Step.AskCredentials<T> ask) throws InterruptedException {
        CompletableFuture<Credentials> asked;
        try {
            asked = ask.provider().credentialsAsync(this).toCompletableFuture();
        } catch (Exception failure) {
            // Checked ones too, which other languages throw at will.
            return loop.onCredentialsFailure(failure);
        }
        Lifecycle.Hook closing = asked.isDone() ? null : engine.lifecycle().onClose(() -> cancel(asked));
        try {
            return loop.onCredentials(within(asked, ask.limit()));
        } catch (TimeoutException tooLong) {
            cancel(asked);
            return loop.onCredentialsTimeout();
        } catch (ExecutionException failed) {
            if (Thread.currentThread().isInterrupted()) {
                return loop.onInterrupted(false, failed.getCause());
            }
            return loop.onCredentialsFailure(failed.getCause() == null ? failed : failed.getCause());
        } catch (CancellationException cancelled) {
            return loop.onCredentialsFailure(cancelled);
        } catch (InterruptedException interrupt) {
            cancel(asked);
            throw interrupt;
        } finally {
            if (closing != null) {
                closing.remove();
            }
        }
    }

    /** What isn't the JDK's own may throw at that, a provider's future for example: no reason not to go on. */
    static void cancel(CompletableFuture<?> theirs) {
        try {
            theirs.cancel(true);
        } catch (Exception | Error failure) {
            Notifier.warn("A future failed when it was cancelled", failure);
        }
    }

    private static Credentials within(CompletableFuture<Credentials> asked, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return asked.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    }
}
