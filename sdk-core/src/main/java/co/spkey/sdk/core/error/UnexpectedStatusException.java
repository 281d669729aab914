package co.spkey.sdk.core.error;

import java.io.Serial;

/**
 * An answer that the contract has no place for: a redirect (never followed, since it would carry credentials elsewhere),
 * another status that is neither success nor one of the known errors, or {@code success:false} in a 2xx (PH-RES-08).
 *
 * @since 1.0
 */
public final class UnexpectedStatusException extends ApiException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception that says what the details say.
     *
     * @param details what is known about the failed call
     * @throws NullPointerException if the details are null
     */
    public UnexpectedStatusException(ErrorDetails details) {
        super(details);
    }
}
