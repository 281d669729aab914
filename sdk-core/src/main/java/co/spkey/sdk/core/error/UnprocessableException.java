package co.spkey.sdk.core.error;

import java.io.Serial;

/**
 * 422: the request was understood but its content can't be processed.
 *
 * @since 1.0
 */
public final class UnprocessableException extends ApiException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception that says what the details say.
     *
     * @param details what is known about the failed call
     * @throws NullPointerException if the details are null
     */
    public UnprocessableException(ErrorDetails details) {
        super(details, 422);
    }
}
