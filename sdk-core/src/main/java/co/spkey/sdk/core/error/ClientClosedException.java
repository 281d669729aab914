package co.spkey.sdk.core.error;

import java.io.Serial;

/**
 * The client was closed while the call was under way.
 *
 * @since 1.0
 */
public final class ClientClosedException extends SpkeyException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception that says what the details say.
     *
     * @param details what is known about the failed call
     * @throws NullPointerException if the details are null
     */
    public ClientClosedException(ErrorDetails details) {
        super(details);
    }
}
