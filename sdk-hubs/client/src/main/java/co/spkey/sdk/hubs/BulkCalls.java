package co.spkey.sdk.hubs;

import co.spkey.sdk.core.CallOptions;
import co.spkey.sdk.core.call.CallEngine;
import co.spkey.sdk.core.call.CallScope;
import co.spkey.sdk.core.error.ApiException;
import co.spkey.sdk.core.observe.AttemptEnded;
import co.spkey.sdk.core.observe.CallEvent;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes a run's calls and tells it what comes of them, from whichever thread that happens on. */
final class BulkCalls {

    private static final ProvisionHubOperation PROVISION = new ProvisionHubOperation();
    private static final HubStatusOperation STATUS = HubStatusOperation.alone();
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final CallEngine engine;
    private final CallOptions options;
    private final CallOptions once;
    private final boolean verify;
    private final Consumer<BulkEvent> inbox;

    BulkCalls(CallEngine engine, CallOptions options, boolean verify, Consumer<BulkEvent> inbox) {
        this.engine = engine;
        this.options = options;
        once = options.toBuilder().retryPolicy(RetryPolicy.none()).build();
        this.verify = verify;
        this.inbox = inbox;
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
        CompletableFuture<ProvisionHubResponse> command = scope.callAsync(PROVISION, hub.request());
        command.whenComplete((response, failure) -> {
            if (failure != null) {
                ended(hub, null, false, failure);
            } else if (response.outcome() == ProvisionOutcome.PROVISIONED) {
                ended(hub, response, true, null);
            } else if (!verify) {
                ended(hub, response, false, null);
            } else {
                lookAt(hub, scope, response);
            }
        });
    }

    /**
     * Asks for the status of a hub, once, to see whether the backend answers.
     *
     * @throws IllegalStateException if the client is closed
     * @throws RuntimeException what the client's supplier of call headers threw
     */
    void probe(String hubId) {
        engine.open(once, this::hear)
                .callAsync(STATUS, hubId)
                .whenComplete((status, failure) -> inbox.accept(new BulkEvent.Probed(unwrapped(failure))));
    }

    /** The hub is registered whatever comes of this: only another hub in its place is a failure. */
    private void lookAt(BulkHub hub, CallScope scope, ProvisionHubResponse response) {
        CompletableFuture<HubStatus> look;
        try {
            look = scope.callAsync(
                    HubStatusOperation.after(response), hub.request().hubId());
        } catch (RuntimeException notEvenBegun) {
            ended(hub, response, false, null);
            return;
        }
        look.whenComplete((status, failure) -> {
            if (failure != null) {
                ended(hub, response, false, null);
                return;
            }
            try {
                ended(hub, new VerifiedProvisioning(scope, hub.request()).verified(response, status), true, null);
            } catch (HubMismatchException mismatch) {
                ended(hub, null, false, mismatch);
            }
        });
    }

    private void ended(
            BulkHub hub, @Nullable ProvisionHubResponse response, boolean verified, @Nullable Throwable failure) {
        inbox.accept(new BulkEvent.Ended(hub, response, verified, unwrapped(failure)));
    }

    private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private void hear(CallEvent event) {
        if (event instanceof AttemptEnded attempt
                && attempt.failure() instanceof ApiException refused
                && isOverload(refused)) {
            long sentAt = engine.ticker().nanoTime() - attempt.elapsed().toNanos();
            inbox.accept(new BulkEvent.Overloaded(sentAt, refused.retryAfter()));
        }
    }

    /** Whether the answer asks every caller to slow down. */
    static boolean isOverload(@Nullable Throwable failure) {
        return failure instanceof ApiException refused
                && (refused.status() == TOO_MANY_REQUESTS
                        || (refused.status() == UNAVAILABLE && refused.retryAfter() != null));
    }
}
