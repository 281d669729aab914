package co.spkey.sdk.core.error;

import java.io.Serial;

/**
 * 401: the credentials are missing, wrong, expired or revoked (PH-AUTH-04). The call had already been tried once more if
 * the provider had other credentials to give.
 *
 * @since 1.0
 */
public final class UnauthorizedException extends ApiException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception that says what the details say.
     *
     * @param details what is known about the failed call
     * @throws NullPointerException if the details are null
     */
    public UnauthorizedException(ErrorDetails details) {
        super(details, 401);
    }
}
