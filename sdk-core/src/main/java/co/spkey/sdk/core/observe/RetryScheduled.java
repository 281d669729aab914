package co.spkey.sdk.core.observe;

import java.time.Duration;

/**
 * The call will be tried again.
 *
 * @param callId which call
 * @param operation the operation's name
 * @param nextAttempt which attempt comes next, from 2
 * @param delay how long the call waits before it; zero after credentials were renewed
 * @param reason why, in a few words
 * @since 1.0
 */
public record RetryScheduled(long callId, String operation, int nextAttempt, Duration delay, String reason)
        implements CallEvent {}
