package co.spkey.sdk.core.observe;

import co.spkey.sdk.core.error.SpkeyException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An attempt is over. Each that was {@linkplain AttemptStarted started} ends, also where the caller was interrupted, gave
 * the call up or closed the client.
 *
 * @param callId which call
 * @param operation the operation's name
 * @param attempt which attempt of the call, from 1
 * @param status the HTTP status of the answer, or 0 when no answer came
 * @param requestId the answer's id to give to the support, or null when it has none
 * @param failure why the attempt failed: a {@link SpkeyException}, a {@link java.util.concurrent.CancellationException} when
 *     the caller gave the call up, or null when it succeeded
 * @param elapsed the time the attempt took
 * @since 1.0
 */
public record AttemptEnded(
        long callId,
        String operation,
        int attempt,
        int status,
        @Nullable String requestId,
        @Nullable Throwable failure,
        Duration elapsed)
        implements CallEvent {}
