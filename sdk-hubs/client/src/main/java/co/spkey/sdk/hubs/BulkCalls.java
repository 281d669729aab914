package co.spkey.sdk.hubs;

import co.spkey.sdk.core.CallOptions;
import co.spkey.sdk.core.call.CallEngine;
import co.spkey.sdk.core.call.CallScope;
import co.spkey.sdk.core.error.ApiException;
import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.core.observe.AttemptEnded;
import co.spkey.sdk.core.observe.CallEvent;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes a run's calls and tells it what comes of them. They begin on the run's thread, where the caller's context is, and are
 * carried out on threads of their own: on the JDK's transport blocking calls cost little more than half of asynchronous ones.
 */
final class BulkCalls implements AutoCloseable {

    private static final ProvisionHubOperation PROVISION = new ProvisionHubOperation();
    private static final int IDLE_SECONDS = 10;

    private final CallEngine engine;
    private final CallOptions options;
    private final CallOptions once;
    private final boolean verify;
    private final Consumer<BulkEvent> inbox;
    private final ThreadPoolExecutor workers;

    BulkCalls(CallEngine engine, BulkSettings settings, Consumer<BulkEvent> inbox) {
        this.engine = engine;
        options = settings.options();
        once = options.toBuilder().retryPolicy(RetryPolicy.none()).build();
        verify = settings.verify();
        this.inbox = inbox;
        AtomicInteger thread = new AtomicInteger();
        workers = new ThreadPoolExecutor(
                settings.concurrency(),
                settings.concurrency(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> new Worker(work, "spkey-bulk-" + thread.incrementAndGet()));
        workers.allowCoreThreadTimeOut(true);
    }

    /**
     * Begins the call of a hub.
     *
     * @param probe whether it is to be one request only
     * @throws IllegalStateException if the client is closed
     * @throws RuntimeException what the client's supplier of call headers threw
     */
    void start(BulkHub hub, boolean probe) {
        CallScope scope = engine.open(probe ? once : options, this::hear);
        Supplier<ProvisionHubResponse> command = scope.begin(PROVISION, hub.request());
        execute(() -> inbox.accept(carryOut(hub, scope, command)));
    }

    private void execute(Runnable work) {
        try {
            workers.execute(work);
        } catch (OutOfMemoryError noThread) {
            // Better slowly, on the run's own thread, than never.
            work.run();
        }
    }

    private BulkEvent.Ended carryOut(BulkHub hub, CallScope scope, Supplier<ProvisionHubResponse> command) {
        try {
            ProvisionHubResponse response = command.get();
            boolean provisioned = response.outcome() == ProvisionOutcome.PROVISIONED;
            boolean verified = provisioned || (verify && isVerified(hub, scope, response));
            return new BulkEvent.Ended(hub, response, verified, null);
        } catch (Throwable failure) {
            // Whatever it is, the run waits for it; checked ones too, which other languages throw at will.
            return new BulkEvent.Ended(hub, null, false, failure);
        }
    }

    /**
     * Looks at the hub, which is registered whatever comes of this.
     *
     * @throws HubMismatchException if it is another one
     */
    private static boolean isVerified(BulkHub hub, CallScope scope, ProvisionHubResponse response) {
        HubStatus status;
        try {
            status =
                    scope.call(HubStatusOperation.after(response), hub.request().hubId());
        } catch (SpkeyException unreadable) {
            return false;
        }
        new VerifiedProvisioning(scope, hub.request()).verified(response, status);
        return true;
    }

    /**
     * Asks for the status of a hub, once, to see whether the backend answers.
     *
     * @throws IllegalStateException if the client is closed
     * @throws RuntimeException what the client's supplier of call headers threw
     */
    void probe(String hubId) {
        Supplier<HubStatus> look = engine.open(once, this::hear).begin(HubStatusOperation.ALONE, hubId);
        execute(() -> {
            Throwable failed = null;
            try {
                HubStatus unused = look.get();
            } catch (Throwable failure) {
                failed = failure;
            }
            inbox.accept(new BulkEvent.Probed(failed));
        });
    }

    private void hear(CallEvent event) {
        if (event instanceof AttemptEnded attempt
                && attempt.failure() instanceof ApiException refused
                && BulkVerdict.isOverload(refused)) {
            long sentAt = engine.ticker().nanoTime() - attempt.elapsed().toNanos();
            inbox.accept(new BulkEvent.Overloaded(sentAt, refused.retryAfter()));
        }
    }

    /** Whether the client takes no calls any more. */
    boolean isClosed() {
        return engine.isClosed();
    }

    /** Whether this thread is one of those that carry out the run's calls, with which the user's listener runs too. */
    boolean isOwnThread() {
        return Thread.currentThread() instanceof Worker worker && worker.belongsTo(this);
    }

    private final class Worker extends Thread {

        Worker(Runnable work, String name) {
            super(work, name);
            setDaemon(true);
        }

        boolean belongsTo(BulkCalls calls) {
            return BulkCalls.this == calls;
        }
    }

    /** Ends the threads, once what runs on them is done. */
    @Override
    public void close() {
        workers.shutdown();
    }
}
