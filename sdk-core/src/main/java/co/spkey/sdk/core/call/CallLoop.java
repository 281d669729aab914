package co.spkey.sdk.core.call;

import co.spkey.sdk.core.ResponseMetadata;
import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.error.CallInterruptedException;
import co.spkey.sdk.core.error.CallTimeoutException;
import co.spkey.sdk.core.error.ClientClosedException;
import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.core.error.ErrorDetails;
import co.spkey.sdk.core.error.SpkeyException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The loop of one call: what has happened so far, and what comes next. It decides and never waits, sends or blocks, so
 * one loop serves both drivers; they carry out its steps and report what came of them.
 *
 * <p>Not thread-safe: a driver reports one thing at a time.
 */
final class CallLoop<Q, T> {

    private final CallScope scope;
    private final CallEngine engine;
    private final Operation<Q, T> operation;
    private final Q request;
    private final URI uri;
    private final byte @Nullable [] body;
    private final Notifier notifier;
    private final Masking masking = new Masking();
    private final AttemptJudge judge;
    private final String subject;
    private final List<SpkeyException> earlier = new ArrayList<>(0);

    private int attempts;
    private int lastStatus;
    /** What the last answer that had an id gave as such; this attempt's, or an earlier one's. */
    private @Nullable String lastRequestId;

    private boolean outcomeUnknown;
    private long attemptStart;
    private Duration attemptLimit = Duration.ZERO;
    private boolean limitedByCall;
    private @Nullable Credentials credentials;
    /** The 401 after which the credentials are being asked for anew. */
    private @Nullable SpkeyException unauthorized;

    /** Made at the first failure: most calls never have one. */
    private @Nullable RetryDecision retries;

    private boolean renewed;
    private boolean attempting;
    private boolean ended;

    CallLoop(CallScope scope, Operation<Q, T> operation, Q request) {
        this.scope = scope;
        this.engine = scope.engine();
        this.operation = operation;
        this.request = request;
        uri = engine.baseUrl().resolve(operation.path(request));
        body = operation.body(request);
        subject = Text.line(operation.subject(request)); // An id may hold anything, line breaks too.
        notifier = new Notifier(engine.listener(), scope.opener(), operation.name(), subject);
        judge = new AttemptJudge(engine.baseUrl(), engine.ticker(), masking);
        outcomeUnknown = operation.followsCommand();
    }

    private Failures failures() {
        return new Failures(operation.name(), subject, scope.retryPolicy().maxAttempts());
    }

    /** Begins; to be called on the caller's thread. */
    Step<T> begin() {
        notifier.callStarted();
        scope.askCallHeaders();
        masking.add(scope.headers());
        return nextAttempt();
    }

    private Step<T> nextAttempt() {
        if (engine.lifecycle().isClosed()) {
            return onClosed();
        }
        Duration left = scope.deadline().left();
        if (left.isZero() || left.isNegative()) {
            return outOfTime("no time was left for another attempt", null);
        }
        return new Step.AskCredentials<>(scope.credentials(), left);
    }

    Step<T> onCredentials(@Nullable Credentials given) {
        if (given == null) {
            return onCredentialsFailure(
                    new CredentialsException(ErrorDetails.builder("the credentials provider returned null")
                            .build()));
        }
        if (unauthorized != null) {
            if (given.equals(credentials)) {
                SpkeyException last = unauthorized;
                unauthorized = null;
                return fail(last);
            }
            earlier.add(unauthorized);
            unauthorized = null;
            renewed = true;
            notifier.retryScheduled(attempts + 1, Duration.ZERO, "the credentials have changed since the 401");
        }
        if (engine.lifecycle().isClosed()) {
            return onClosed();
        }
        Duration left = scope.deadline().left();
        if (left.isZero() || left.isNegative()) {
            return outOfTime("the credentials came too late", null);
        }
        credentials = given;
        masking.add(given);
        limitedByCall = left.compareTo(scope.attemptTimeout()) < 0;
        attemptLimit = limitedByCall ? left : scope.attemptTimeout();
        attempts++;
        lastStatus = 0;
        attempting = true;
        notifier.attemptStarted(attempts);
        attemptStart = engine.ticker().nanoTime();
        String[] headers = engine.requestHeaders().of(given, body != null, scope.headers());
        return new Step.Send<>(new WireRequest(operation.method(), uri, headers, body), attemptLimit);
    }

    Step<T> onCredentialsFailure(Throwable failure) {
        if (failure instanceof CancellationException && engine.lifecycle().isClosed()) {
            return onClosed();
        }
        // A provider's own message is meant for people; another exception's may hold anything.
        String why = failure instanceof SpkeyException told
                ? String.valueOf(told.getMessage())
                : failure.getClass().getName() + " from " + CredentialsProvider.class.getSimpleName();
        return fail(new CredentialsException(between("no credentials: " + why, failure)));
    }

    Step<T> onCredentialsTimeout() {
        return outOfTime("the credentials did not come within the call's limit", null);
    }

    Step<T> onAnswer(Answer answer) {
        lastStatus = answer.status();
        if (answer.status() / 100 != 2) {
            boolean unauthorizedNow = answer.status() == 401;
            AttemptFailure refused = judge.refused(
                    answer, unauthorizedNow ? explainUnauthorized() : operation.explain(request, answer.status()));
            return unauthorizedNow ? onUnauthorized(refused) : onFailure(refused);
        }
        return answer.body().isWhole()
                ? onSuccess(answer)
                : onFailure(judge.incomplete(answer, attemptLimit, limitedByCall));
    }

    private @Nullable String explainUnauthorized() {
        boolean withToken = credentials != null && credentials.bearerToken() != null;
        return withToken && engine.wire().mayLeaveOutAuthorization()
                ? "JDKs before 24 leave the bearer token out where their HttpClient has an Authenticator (JDK-8326949):"
                        + " give a proxy's password as Proxy-Authorization in callHeaders(…) instead"
                : null;
    }

    private Step<T> onSuccess(Answer answer) {
        String requestId = judge.requestId(answer, ErrorBody.EMPTY);
        Duration elapsed = scope.deadline().elapsed();
        ResponseMetadata metadata =
                new ResponseMetadata(answer.status(), requestId, attempts, elapsed, outcomeUnknown, answer.headers());
        T result;
        try {
            result = operation.read(request, answer, metadata);
        } catch (UnsuccessfulAnswerException refused) {
            return onFailure(judge.unsuccessful(answer));
        } catch (MalformedAnswerException malformed) {
            return onFailure(judge.malformed(answer, String.valueOf(malformed.getMessage()), malformed.getCause()));
        }
        if (retries == null) {
            engine.retryBudget().succeededAtOnce();
        } else {
            retries.succeeded();
        }
        attemptEnded(answer.status(), requestId, null);
        end(null);
        return new Step.Done<>(result, null);
    }

    /** Once more, if the provider now gives other credentials (PH-AUTH-06); no cost to the retry policy. */
    private Step<T> onUnauthorized(AttemptFailure refused) {
        SpkeyException failure = ended(refused, "tried again only with other credentials");
        if (credentials != null) {
            engine.rejections()
                    .tell(
                            scope.credentials(),
                            credentials,
                            refused.fromAggregate(),
                            scope.deadline().left());
        }
        if (renewed) {
            return fail(failure);
        }
        unauthorized = failure;
        return nextAttempt();
    }

    Step<T> onBroken(WireException broken) {
        return onFailure(judge.broken(broken, attemptLimit, limitedByCall));
    }

    private Step<T> onFailure(AttemptFailure failure) {
        outcomeUnknown |= failure.mayHaveTakenEffect() && !operation.isSafe();
        RetryDecision decision = retries == null ? engine.retries(scope.retryPolicy()) : retries;
        retries = decision;
        Duration delay = decision.after(
                failure, scope.deadline().left(), scope.deadline().limit());
        boolean cutShort = isCutShort(failure);
        SpkeyException ended = ended(failure, decision.refusal());
        if (delay == null && !cutShort) {
            return fail(ended);
        }
        earlier.add(ended);
        if (delay == null || engine.lifecycle().isClosed()) {
            return onClosed();
        }
        notifier.retryScheduled(attempts + 1, delay, failure.what());
        return new Step.Pause<>(delay);
    }

    /** A closing that doesn't wait ends an attempt as its limit would, but before that. */
    private boolean isCutShort(AttemptFailure failure) {
        return (failure.kind() == AttemptFailure.Kind.TIMEOUT
                        || failure.reason() instanceof HttpConnectTimeoutException)
                && engine.lifecycle().isClosed()
                && engine.ticker().nanoTime() - attemptStart < attemptLimit.toNanos();
    }

    private SpkeyException ended(AttemptFailure failure, @Nullable String refusal) {
        if (failure.requestId() != null) {
            lastRequestId = failure.requestId();
        }
        SpkeyException ended =
                failures().of(failure, lastRequestId, attempts, scope.deadline().elapsed(), outcomeUnknown, refusal);
        attemptEnded(failure.status(), failure.requestId(), ended);
        return ended;
    }

    Step<T> onPaused() {
        return nextAttempt();
    }

    /** The thread was interrupted, in the middle of an attempt or between two. */
    Step<T> onInterrupted(boolean sending, @Nullable Throwable cause) {
        outcomeUnknown |= sending && !operation.isSafe();
        return fail(new CallInterruptedException(between("the calling thread was interrupted", cause)));
    }

    Step<T> onClosed() {
        return fail(new ClientClosedException(between("the client was closed", null)));
    }

    /** The caller gave the call up; there is nobody left to hand a result to. */
    void onAbandoned() {
        end(new CancellationException());
    }

    /** Something failed that is no part of a call, such as what gives the call's header fields. */
    void onUnforeseen(Throwable failure) {
        end(failure);
    }

    private Step<T> outOfTime(String what, @Nullable Throwable cause) {
        String limit = " (the call's limit is " + Text.of(scope.deadline().limit()) + ")";
        return fail(new CallTimeoutException(between(what + limit, cause)));
    }

    private ErrorDetails between(String what, @Nullable Throwable cause) {
        return failures()
                .between(what, cause, lastRequestId, attempts, scope.deadline().elapsed(), outcomeUnknown);
    }

    private Step<T> fail(SpkeyException failure) {
        if (unauthorized != null) {
            earlier.add(unauthorized);
        }
        for (SpkeyException attempt : earlier) {
            failure.addSuppressed(attempt);
        }
        end(failure);
        return new Step.Done<>(null, failure);
    }

    private void end(@Nullable Throwable failure) {
        if (!ended) {
            ended = true;
            if (attempting) {
                // Cut short: by an interrupt, by the caller who gave up, or by something unforeseen.
                attemptEnded(lastStatus, null, failure);
            }
            notifier.callEnded(attempts, lastStatus, failure, scope.deadline().elapsed());
        }
    }

    private void attemptEnded(int status, @Nullable String requestId, @Nullable Throwable failure) {
        attempting = false;
        Duration time = Duration.ofNanos(engine.ticker().nanoTime() - attemptStart);
        notifier.attemptEnded(attempts, status, requestId, failure, time);
    }
}
