package co.spkey.sdk.core.error;

import java.io.Serial;

/**
 * 403: the credentials are known but may not do this.
 *
 * @since 1.0
 */
public final class ForbiddenException extends ApiException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception that says what the details say.
     *
     * @param details what is known about the failed call
     * @throws NullPointerException if the details are null
     */
    public ForbiddenException(ErrorDetails details) {
        super(details, 403);
    }
}
