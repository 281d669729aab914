package co.spkey.sdk.core.error;

import java.io.Serial;

/**
 * 5xx: the backend, or a proxy in front of it, failed. The command may have been applied all the same (E5):
 * {@link #outcomeUnknown()} says so.
 *
 * @since 1.0
 */
public final class ServerException extends ApiException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception that says what the details say.
     *
     * @param details what is known about the failed call
     * @throws NullPointerException if the details are null
     */
    public ServerException(ErrorDetails details) {
        super(details);
    }
}
