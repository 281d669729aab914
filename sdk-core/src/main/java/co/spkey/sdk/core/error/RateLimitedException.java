package co.spkey.sdk.core.error;

import java.io.Serial;

/**
 * 429: too many requests. {@link #retryAfter()} says when to come back, if the server said so.
 *
 * @since 1.0
 */
public final class RateLimitedException extends ApiException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception that says what the details say.
     *
     * @param details what is known about the failed call
     * @throws NullPointerException if the details are null
     */
    public RateLimitedException(ErrorDetails details) {
        super(details, 429);
    }
}
