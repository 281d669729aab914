package co.spkey.sdk.core.observe;

import co.spkey.sdk.core.error.SpkeyException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An attempt is over.
 *
 * @param callId which call
 * @param operation the operation's name
 * @param attempt which attempt of the call, from 1
 * @param status the HTTP status of the answer, or 0 when no answer came
 * @param failure why the attempt failed, or null when it succeeded
 * @param elapsed the time the attempt took
 * @since 1.0
 */
public record AttemptEnded(
        long callId,
        String operation,
        int attempt,
        int status,
        @Nullable SpkeyException failure,
        Duration elapsed) implements CallEvent {}
