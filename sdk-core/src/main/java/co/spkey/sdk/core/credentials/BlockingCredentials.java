package co.spkey.sdk.core.credentials;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a provider that blocks, asked on whichever thread runs this. Cancelling it interrupts that thread, which
 * {@code supplyAsync} doesn't: a source that hangs would take a thread with each call.
 */
final class BlockingCredentials extends CompletableFuture<Credentials> implements Runnable {

    private final CredentialsProvider provider;
    private @Nullable Thread asking;
    private boolean interrupted;

    BlockingCredentials(CredentialsProvider provider) {
        this.provider = provider;
    }

    @Override
    public void run() {
        if (!begin()) {
            return;
        }
        Credentials given = null;
        Throwable failure = null;
        try {
            given = provider.credentials();
        } catch (Exception | Error theirs) {
            // Checked ones too, which other languages throw at will.
            failure = theirs;
        } finally {
            end();
        }
        if (failure == null) {
            complete(given);
        } else {
            // A CancellationException as such would be taken for the future's own.
            completeExceptionally(failure instanceof CompletionException ? failure : new CompletionException(failure));
        }
    }

    private synchronized boolean begin() {
        if (isDone()) {
            return false;
        }
        asking = Thread.currentThread();
        return true;
    }

    /** What the thread does next must not see the interrupt. */
    private synchronized void end() {
        asking = null;
        if (interrupted) {
            Thread.interrupted();
        }
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        boolean cancelled = super.cancel(mayInterrupt);
        if (cancelled && mayInterrupt) {
            interrupt();
        }
        return cancelled;
    }

    /** But not threads that run other tasks while they wait: the interrupt would be those tasks'. */
    private synchronized void interrupt() {
        if (asking != null && !(asking instanceof ForkJoinWorkerThread)) {
            interrupted = true;
            asking.interrupt();
        }
    }
}
