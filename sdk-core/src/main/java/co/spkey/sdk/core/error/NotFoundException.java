package co.spkey.sdk.core.error;

import java.io.Serial;

/**
 * 404: there is no such hub, or the base URL leads elsewhere; the message says which of the two it looks like.
 *
 * @since 1.0
 */
public final class NotFoundException extends ApiException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception that says what the details say.
     *
     * @param details what is known about the failed call
     * @throws NullPointerException if the details are null
     */
    public NotFoundException(ErrorDetails details) {
        super(details, 404);
    }
}
