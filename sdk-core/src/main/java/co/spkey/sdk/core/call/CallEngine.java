package co.spkey.sdk.core.call;

import co.spkey.sdk.core.CallOptions;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.observe.CallListener;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is common to all calls of a client: where they go, with which credentials, limits and retries, and who listens.
 * Thread-safe. Whoever builds an engine closes it.
 */
public final class CallEngine implements AutoCloseable {

    /** Beyond its limit an attempt gets this long to come to its end when the engine is closed. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final BaseUrl baseUrl;
    private final CredentialsProvider credentials;
    private final RetryPolicy retryPolicy;
    private final Duration attemptTimeout;
    private final Duration callTimeout;
    private final @Nullable CallListener listener;
    private final @Nullable Supplier<Map<String, String>> callHeaders;
    private final RequestHeaders requestHeaders;
    private final Ticker ticker;
    private final Executor executor;
    private final OwnExecutor ownExecutor = new OwnExecutor();
    private final Timer timer;
    private final Wire wire;
    private final RetryBudget budget;
    private final Rejections rejections;
    private final Lifecycle lifecycle = new Lifecycle();
    private final AtomicLong longestAttempt;

    CallEngine(CallEngineBuilder builder) {
        ticker = builder.ticker;
        baseUrl = builder.checkedBaseUrl();
        credentials = builder.checkedCredentials();
        retryPolicy = builder.retryPolicy;
        attemptTimeout = builder.attemptTimeout;
        callTimeout = builder.callTimeout;
        listener = builder.listener;
        callHeaders = builder.callHeaders;
        requestHeaders = new RequestHeaders(UserAgent.of(builder.application));
        timer = new Timer("spkey-timer", ticker);
        wire = builder.wire(baseUrl, timer, ownExecutor);
        executor = builder.executor == null ? ownExecutor : builder.executor;
        budget = new RetryBudget(retryPolicy.budget());
        rejections = new Rejections(ticker);
        longestAttempt = new AtomicLong(attemptTimeout.toNanos());
    }

    /** Begins an engine. */
    public static CallEngineBuilder builder() {
        return new CallEngineBuilder();
    }

    /** Opens a call; its limit counts from now. */
    public CallScope open(CallOptions options) {
        noteAttemptLimit(options);
        return new CallScope(this, options, null);
    }

    /**
     * Opens a call whose events the opener hears too, and whose failure it answers for: the log has that at DEBUG instead
     * of WARN. Its limit counts from now.
     *
     * @param opener hears the call's events, after the client's own listener and with the same duties
     */
    public CallScope open(CallOptions options, CallListener opener) {
        noteAttemptLimit(options);
        return new CallScope(this, options, opener);
    }

    private void noteAttemptLimit(CallOptions options) {
        Duration attempt = Objects.requireNonNull(options, "options").attemptTimeout();
        if (attempt != null) {
            longestAttempt.accumulateAndGet(attempt.toNanos(), Math::max);
        }
    }

    /** Returns what every path is appended to. */
    public String address() {
        return baseUrl.toString();
    }

    /**
     * Refuses new calls, lets attempts under way come to their end, fails what waits between two attempts, and ends the
     * engine's threads. Waits for that, at most as long as an attempt may take. Twice does nothing.
     */
    @Override
    public void close() {
        if (!lifecycle.close()) {
            return;
        }
        lifecycle.awaitIdle(longestAttempt.get() + GRACE.toNanos());
        // The timer first, so that what the wire may wait for has been ended.
        timer.close();
        wire.close();
        ownExecutor.close();
    }

    /** Whether it takes no new calls any more. */
    public boolean isClosed() {
        return lifecycle.isClosed();
    }

    Map<String, String> headersWith(CallOptions options) {
        if (callHeaders == null) {
            return options.headers();
        }
        CallOptions.Builder both = CallOptions.builder();
        callHeaders.get().forEach(both::header);
        options.headers().forEach(both::header);
        return both.build().headers();
    }

    RetryDecision retries(RetryPolicy policy) {
        return new RetryDecision(
                policy, budget, bound -> ThreadLocalRandom.current().nextLong(bound + 1));
    }

    RetryBudget retryBudget() {
        return budget;
    }

    BaseUrl baseUrl() {
        return baseUrl;
    }

    CredentialsProvider credentials() {
        return credentials;
    }

    RetryPolicy retryPolicy() {
        return retryPolicy;
    }

    Duration attemptTimeout() {
        return attemptTimeout;
    }

    Duration callTimeout() {
        return callTimeout;
    }

    @Nullable
    CallListener listener() {
        return listener;
    }

    RequestHeaders requestHeaders() {
        return requestHeaders;
    }

    /** Returns the clocks of this engine's calls. */
    public Ticker ticker() {
        return ticker;
    }

    Executor executor() {
        return executor;
    }

    /** Whether it isn't a caller's. */
    boolean hasOwnExecutor() {
        return executor == ownExecutor;
    }

    /** For what the caller's executor refuses, or doesn't run. */
    Executor spareExecutor() {
        return ownExecutor;
    }

    /** Whether this thread is one on which continuations run anyway. */
    boolean isContinuationThread() {
        return hasOwnExecutor() && ownExecutor.isOwnThread();
    }

    /** Whether this thread is the timer's, and a caller's executor might run here what it is given. */
    boolean mustLeaveThisThread() {
        return !hasOwnExecutor() && timer.isOwnThread();
    }

    Timer timer() {
        return timer;
    }

    Wire wire() {
        return wire;
    }

    Rejections rejections() {
        return rejections;
    }

    Lifecycle lifecycle() {
        return lifecycle;
    }
}
