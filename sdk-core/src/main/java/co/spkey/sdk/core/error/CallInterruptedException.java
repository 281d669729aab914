package co.spkey.sdk.core.error;

import java.io.Serial;

/**
 * The calling thread was interrupted during the call. Its interrupt flag is set again and no further attempt is made.
 *
 * @since 1.0
 */
public final class CallInterruptedException extends SpkeyException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception that says what the details say.
     *
     * @param details what is known about the failed call
     * @throws NullPointerException if the details are null
     */
    public CallInterruptedException(ErrorDetails details) {
        super(details);
    }
}
