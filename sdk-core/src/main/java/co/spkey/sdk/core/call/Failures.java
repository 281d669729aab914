package co.spkey.sdk.core.call;

import co.spkey.sdk.core.error.BadRequestException;
import co.spkey.sdk.core.error.CallTimeoutException;
import co.spkey.sdk.core.error.ConflictException;
import co.spkey.sdk.core.error.ConnectionException;
import co.spkey.sdk.core.error.ErrorDetails;
import co.spkey.sdk.core.error.ForbiddenException;
import co.spkey.sdk.core.error.MalformedResponseException;
import co.spkey.sdk.core.error.NotFoundException;
import co.spkey.sdk.core.error.RateLimitedException;
import co.spkey.sdk.core.error.ServerException;
import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.core.error.UnauthorizedException;
import co.spkey.sdk.core.error.UnexpectedStatusException;
import co.spkey.sdk.core.error.UnprocessableException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes the public exceptions: their class from what happened, their message from what the call knows. */
final class Failures {

    private final String operation;
    private final String subject;
    private final int maxAttempts;

    Failures(String operation, String subject, int maxAttempts) {
        this.operation = operation;
        this.subject = subject;
        this.maxAttempts = maxAttempts;
    }

    /** An attempt that failed, as the exception for the caller. */
    SpkeyException of(
            AttemptFailure failure,
            @Nullable String requestId,
            int attempts,
            Duration elapsed,
            boolean outcomeUnknown,
            @Nullable String stop) {
        String message = message(failure.what(), requestId, attempts, elapsed, outcomeUnknown, stop);
        ErrorDetails details = ErrorDetails.builder(message)
                .cause(failure.reason())
                .operation(operation)
                .attempts(attempts)
                .elapsed(elapsed)
                .requestId(requestId)
                .outcomeUnknown(outcomeUnknown)
                .status(failure.status())
                .errorName(failure.body().name())
                .errors(failure.body().errors())
                .retryAfter(failure.retryAfter())
                .fromApi(failure.body().fromApi() || failure.fromAggregate())
                .fromAggregate(failure.fromAggregate())
                .notTrusted(failure.kind() == AttemptFailure.Kind.NOT_TRUSTED)
                .body(failure.body().text())
                .build();
        return switch (failure.kind()) {
            case STATUS -> byStatus(failure.status(), details);
            case UNSUCCESSFUL -> new UnexpectedStatusException(details);
            case MALFORMED -> new MalformedResponseException(details);
            case CONNECTION, NOT_TRUSTED -> new ConnectionException(details);
            case TIMEOUT -> new CallTimeoutException(details);
        };
    }

    private static SpkeyException byStatus(int status, ErrorDetails details) {
        return switch (status) {
            case 400 -> new BadRequestException(details);
            case 401 -> new UnauthorizedException(details);
            case 403 -> new ForbiddenException(details);
            case 404 -> new NotFoundException(details);
            case 409 -> new ConflictException(details);
            case 422 -> new UnprocessableException(details);
            case 429 -> new RateLimitedException(details);
            default ->
                status >= 500 && status <= 599 ? new ServerException(details) : new UnexpectedStatusException(details);
        };
    }

    /** What ended a call between its attempts. */
    ErrorDetails between(
            String what,
            @Nullable Throwable cause,
            @Nullable String requestId,
            int attempts,
            Duration elapsed,
            boolean outcomeUnknown) {
        return ErrorDetails.builder(message(what, requestId, attempts, elapsed, outcomeUnknown, null))
                .cause(cause)
                .operation(operation)
                .attempts(attempts)
                .elapsed(elapsed)
                .requestId(requestId)
                .outcomeUnknown(outcomeUnknown)
                .build();
    }

    private String message(
            String what,
            @Nullable String requestId,
            int attempts,
            Duration elapsed,
            boolean outcomeUnknown,
            @Nullable String stop) {
        StringBuilder message = new StringBuilder(200)
                .append(operation)
                .append(" for ")
                .append(subject)
                .append(" failed: ")
                .append(what)
                .append(" (");
        if (requestId != null) {
            message.append("request id ").append(requestId).append(", ");
        }
        if (attempts == 0) {
            message.append("before the first attempt");
        } else {
            // A renewal of the credentials adds an attempt beyond the policy's.
            message.append("attempt ").append(attempts).append(" of ").append(Math.max(attempts, maxAttempts));
        }
        message.append(", ").append(Text.of(elapsed));
        if (stop != null) {
            message.append("; ").append(stop);
        }
        message.append(')');
        if (outcomeUnknown) {
            message.append("; it may have taken effect all the same, and sending it again is safe");
        }
        return message.toString();
    }
}
