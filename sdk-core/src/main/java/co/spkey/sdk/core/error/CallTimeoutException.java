package co.spkey.sdk.core.error;

import java.io.Serial;

/**
 * An attempt or the whole call ran out of time; the message says which limit. An attempt that ended before there was a
 * connection to send its request on is a {@link ConnectionException}.
 *
 * @since 1.0
 */
public final class CallTimeoutException extends SpkeyException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception that says what the details say.
     *
     * @param details what is known about the failed call
     * @throws NullPointerException if the details are null
     */
    public CallTimeoutException(ErrorDetails details) {
        super(details);
    }
}
