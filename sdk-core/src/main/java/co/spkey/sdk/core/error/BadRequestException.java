package co.spkey.sdk.core.error;

import java.io.Serial;

/**
 * 400: a field was refused, or a business rule broken, such as a Thing that does not exist (PH-THING-01). Correct the
 * request; {@link #errors()} says which fields.
 *
 * @since 1.0
 */
public final class BadRequestException extends ApiException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception that says what the details say.
     *
     * @param details what is known about the failed call
     * @throws NullPointerException if the details are null
     */
    public BadRequestException(ErrorDetails details) {
        super(details, 400);
    }
}
