package co.spkey.sdk.core.observe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call is over; no more of its events follow.
 *
 * @param callId which call
 * @param operation the operation's name
 * @param attempts how many attempts were begun
 * @param status the HTTP status that the last attempt was answered with, or 0 when it got no answer or there was none
 * @param failure why the call failed, a {@link java.util.concurrent.CancellationException} when the caller gave it up,
 *     or null when it succeeded
 * @param elapsed the time from the call's start
 * @since 1.0
 */
public record CallEnded(
        long callId,
        String operation,
        int attempts,
        int status,
        @Nullable Throwable failure,
        Duration elapsed) implements CallEvent {}
