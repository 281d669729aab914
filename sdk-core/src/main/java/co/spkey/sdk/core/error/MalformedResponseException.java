package co.spkey.sdk.core.error;

import java.io.Serial;

/**
 * A 2xx whose body isn't what the contract says; the message names what is wrong. The command has most likely been
 * applied.
 *
 * @since 1.0
 */
public final class MalformedResponseException extends SpkeyException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception that says what the details say.
     *
     * @param details what is known about the failed call
     * @throws NullPointerException if the details are null
     */
    public MalformedResponseException(ErrorDetails details) {
        super(details);
    }
}
