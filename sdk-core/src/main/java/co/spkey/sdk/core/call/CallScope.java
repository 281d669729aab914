package co.spkey.sdk.core.call;

import co.spkey.sdk.core.CallOptions;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.observe.CallListener;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one call of the user's has: its limit, counted from the opening of the scope, its options and its header fields.
 * Several operations, one after the other, can share it. Not thread-safe.
 */
public final class CallScope {

    private final CallEngine engine;
    private final CallOptions options;
    private final Deadline deadline;
    private final Duration attemptTimeout;
    private final RetryPolicy retryPolicy;
    private final CredentialsProvider credentials;
    private final @Nullable CallListener opener;
    private @Nullable Map<String, String> headers;

    CallScope(CallEngine engine, CallOptions options, @Nullable CallListener opener) {
        this.engine = engine;
        this.options = options;
        deadline = new Deadline(engine.ticker(), or(options.callTimeout(), engine.callTimeout()));
        attemptTimeout = or(options.attemptTimeout(), engine.attemptTimeout());
        retryPolicy = or(options.retryPolicy(), engine.retryPolicy());
        credentials = or(options.credentials(), engine.credentials());
        this.opener = opener;
    }

    private static <V> V or(@Nullable V own, V clients) {
        return own == null ? clients : own;
    }

    /**
     * Makes a call and waits for its end.
     *
     * @throws IllegalStateException if the engine is closed and the operation doesn't follow a command
     * @throws co.spkey.sdk.core.error.SpkeyException if the call fails
     */
    public <Q, T> T call(Operation<Q, T> operation, Q request) {
        CallLoop<Q, T> loop = new CallLoop<>(this, operation, request);
        return finish(loop, begin(loop, operation));
    }

    /**
     * Begins a call on this thread, so that its caller's context is seen here, to be carried out on another.
     *
     * @return what carries it out and waits for its end, as {@link #call} does; it must be run, once
     * @throws IllegalStateException if the engine is closed
     */
    public <Q, T> Supplier<T> begin(Operation<Q, T> operation, Q request) {
        CallLoop<Q, T> loop = new CallLoop<>(this, operation, request);
        Step<T> first = begin(loop, operation);
        return () -> finish(loop, first);
    }

    private <T> Step<T> begin(CallLoop<?, T> loop, Operation<?, T> operation) {
        enter(operation);
        try {
            return loop.begin();
        } catch (Throwable failure) {
            // Checked ones too, which other languages throw at will.
            try {
                loop.onUnforeseen(failure);
            } finally {
                engine.lifecycle().exit();
            }
            throw failure;
        }
    }

    private <T> T finish(CallLoop<?, T> loop, Step<T> first) {
        try {
            return new BlockingDriver<>(loop, engine).run(first);
        } finally {
            engine.lifecycle().exit();
        }
    }

    /**
     * Makes a call without waiting. The future fails with what {@link #call} would throw; completing it from outside, by
     * {@code cancel} above all, aborts the call.
     *
     * @throws IllegalStateException if the engine is closed
     */
    public <Q, T> CompletableFuture<T> callAsync(Operation<Q, T> operation, Q request) {
        CallLoop<Q, T> loop = new CallLoop<>(this, operation, request);
        enter(operation);
        return new AsyncDriver<>(loop, engine, deadline).start();
    }

    /** What follows a command doesn't count as a new call: after a closing it fails as a call under way does. */
    private void enter(Operation<?, ?> operation) {
        if (operation.followsCommand()) {
            engine.lifecycle().reenter();
        } else {
            engine.lifecycle().enter();
        }
    }

    CallEngine engine() {
        return engine;
    }

    Deadline deadline() {
        return deadline;
    }

    Duration attemptTimeout() {
        return attemptTimeout;
    }

    RetryPolicy retryPolicy() {
        return retryPolicy;
    }

    CredentialsProvider credentials() {
        return credentials;
    }

    @Nullable
    CallListener opener() {
        return opener;
    }

    /** Asks for the header fields that only the caller's thread knows, the first time only. */
    void askCallHeaders() {
        if (headers == null) {
            headers = engine.headersWith(options);
        }
    }

    Map<String, String> headers() {
        return headers == null ? Map.of() : headers;
    }
}
