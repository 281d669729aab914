package co.spkey.sdk.core.error;

import java.io.Serial;

/**
 * No credentials could be had: there are none, or their source failed. Nothing was sent by the attempt that needed them.
 *
 * @since 1.0
 */
public final class CredentialsException extends SpkeyException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception that says what the details say.
     *
     * @param details what is known about the failed call
     * @throws NullPointerException if the details are null
     */
    public CredentialsException(ErrorDetails details) {
        super(details);
    }
}
