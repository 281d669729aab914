package co.spkey.sdk.core.error;

import java.io.Serial;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call to the SmartphoneKey API that did not succeed.
 *
 * <p>The message says which call, what came back, how often and how long it was tried, and what to do. Attempts before
 * the last one are {@linkplain #getSuppressed() suppressed} exceptions of this one. Neither the message nor any accessor
 * holds a secret. Instances are immutable apart from what {@link Throwable} itself lets be added.
 *
 * @since 1.0
 */
public abstract class SpkeyException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final ErrorDetails details;

    /**
     * Makes an exception that says what the details say.
     *
     * @param details what is known about the failed call
     * @throws NullPointerException if the details are null
     */
    protected SpkeyException(ErrorDetails details) {
        super(Objects.requireNonNull(details, "details").message(), details.cause());
        this.details = details;
    }

    /**
     * Names the operation that failed: {@code ProvisionHub}, or {@code HubStatus}, which {@code provisionVerified} calls once
     * the hub is registered. More may come.
     *
     * @return the name; empty when the failure belongs to no operation
     */
    public final String operation() {
        return details.operation();
    }

    /**
     * Says how many requests were begun for the call.
     *
     * @return zero or more
     */
    public final int attempts() {
        return details.attempts();
    }

    /**
     * Says how long the call took until it failed, waiting between attempts included.
     *
     * @return zero or more
     */
    public final Duration elapsed() {
        return details.elapsed();
    }

    /**
     * Returns the id that support asks for: the {@code cf-ray} header of the last answer that had one, or its
     * {@code cfReference} (PH-ERR-03, E4).
     *
     * @return the id, or null when no answer carried one
     */
    public final @Nullable String requestId() {
        return details.requestId();
    }

    /**
     * Says whether the call may have taken effect although it failed: whether the hub may exist. True as soon as any
     * attempt of the call was sent and its fate isn't known: a lost connection, a time-out after sending, a 5xx, an
     * unreadable 2xx. Sending the same request again is safe (PH-RES-03); reading the status tells what is there.
     *
     * @return false only if surely no attempt took effect
     */
    public final boolean outcomeUnknown() {
        return details.outcomeUnknown();
    }

    final ErrorDetails details() {
        return details;
    }
}
