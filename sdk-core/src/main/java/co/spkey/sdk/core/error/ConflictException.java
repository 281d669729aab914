package co.spkey.sdk.core.error;

import java.io.Serial;

/**
 * 409: the request conflicts with what the backend holds.
 *
 * @since 1.0
 */
public final class ConflictException extends ApiException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception that says what the details say.
     *
     * @param details what is known about the failed call
     * @throws NullPointerException if the details are null
     */
    public ConflictException(ErrorDetails details) {
        super(details, 409);
    }
}
