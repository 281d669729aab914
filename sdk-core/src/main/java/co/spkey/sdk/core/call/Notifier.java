package co.spkey.sdk.core.call;

import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.core.observe.AttemptEnded;
import co.spkey.sdk.core.observe.AttemptStarted;
import co.spkey.sdk.core.observe.CallEnded;
import co.spkey.sdk.core.observe.CallEvent;
import co.spkey.sdk.core.observe.CallListener;
import co.spkey.sdk.core.observe.CallStarted;
import co.spkey.sdk.core.observe.RetryScheduled;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells listener and log what happens to one call. Neither can break it: what they throw stays here.
 *
 * <p>The log gets what is on this list and nothing else: operation, subject, attempt, status, request id, times, and the
 * messages that exceptions carry, which are free of secrets.
 */
final class Notifier {

    private static final Logger LOG = LoggerFactory.getLogger(CallEngine.class);
    private static final AtomicLong NEXT_CALL = new AtomicLong(1);

    private final @Nullable CallListener listener;
    private final @Nullable CallListener opener;
    private final String operation;
    private final String subject;
    private final long callId;

    /**
     * Makes the notifier of one call.
     *
     * @param listener the client's, or null
     * @param opener whoever made the call in place of the user and tells of its failure, or null
     */
    Notifier(@Nullable CallListener listener, @Nullable CallListener opener, String operation, String subject) {
        this.listener = listener;
        this.opener = opener;
        this.operation = operation;
        this.subject = subject;
        this.callId = listener == null && opener == null ? 0 : NEXT_CALL.getAndIncrement();
    }

    void callStarted() {
        if (isHeard()) {
            tell(new CallStarted(callId, operation, subject));
        }
    }

    void attemptStarted(int attempt) {
        if (isHeard()) {
            tell(new AttemptStarted(callId, operation, attempt));
        }
    }

    void attemptEnded(int attempt, int status, @Nullable String requestId, @Nullable Throwable failure, Duration time) {
        if (isHeard()) {
            tell(new AttemptEnded(callId, operation, attempt, status, requestId, failure, time));
        }
        if (isDebugEnabled()) {
            quietly(() -> LOG.debug(
                    "{} for {}: attempt {} {} in {} (request id {})",
                    operation,
                    subject,
                    attempt,
                    status == 0 ? "got no answer" : "got " + status,
                    Text.of(time),
                    requestId));
        }
    }

    void retryScheduled(int nextAttempt, Duration delay, String reason) {
        if (isHeard()) {
            tell(new RetryScheduled(callId, operation, nextAttempt, delay, reason));
        }
        quietly(() -> LOG.debug(
                "{} for {}: attempt {} follows in {} ms: {}",
                operation,
                subject,
                nextAttempt,
                delay.toMillis(),
                reason));
    }

    void callEnded(int attempts, int status, @Nullable Throwable failure, Duration elapsed) {
        if (isHeard()) {
            tell(new CallEnded(callId, operation, attempts, status, failure, elapsed));
        }
        if (failure instanceof SpkeyException told) {
            quietly(() -> LOG.atLevel(opener == null ? Level.WARN : Level.DEBUG).log("{}", told.getMessage()));
        }
    }

    /** Asked before an event is made: this is on the way of every call. */
    private boolean isHeard() {
        return listener != null || opener != null;
    }

    private static boolean isDebugEnabled() {
        try {
            return LOG.isDebugEnabled();
        } catch (RuntimeException | LinkageError broken) {
            return true; // Comes up again where it is told.
        }
    }

    private void tell(CallEvent event) {
        tell(listener, event);
        tell(opener, event);
    }

    private static void tell(@Nullable CallListener told, CallEvent event) {
        if (told != null) {
            try {
                told.on(event);
            } catch (Throwable theirs) {
                swallow(theirs);
            }
        }
    }

    private static void quietly(Runnable action) {
        try {
            action.run();
        } catch (Throwable theirs) {
            swallow(theirs);
        }
    }

    /** Says that something of a caller's failed, which changes nothing; not its message, which may hold a secret. */
    static void warn(String what, Throwable theirs) {
        try {
            LOG.warn("{}; the call goes on: {}", what, theirs.getClass().getName());
        } catch (Exception | Error logItself) {
            // There is nobody left to tell.
        }
    }

    private static void swallow(Throwable theirs) {
        try {
            LOG.warn("A call listener or the log failed; the call goes on", theirs);
        } catch (Exception | Error logItself) {
            // There is nobody left to tell.
        }
    }
}
