package co.spkey.sdk.core.error;

import java.io.Serial;

/**
 * The exchange broke: the server could not be reached, was not trusted, or the connection was lost on the way.
 * {@link #outcomeUnknown()} tells whether a request may have arrived.
 *
 * @since 1.0
 */
public final class ConnectionException extends SpkeyException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception that says what the details say.
     *
     * @param details what is known about the failed call
     * @throws NullPointerException if the details are null
     */
    public ConnectionException(ErrorDetails details) {
        super(details);
    }

    /**
     * Says whether no connection came about because one side didn't trust the other: a certificate that isn't trusted, or is
     * for another host, or a TLS handshake that was refused. Nothing was sent, and as a rule trying again won't help.
     *
     * @return true if trust was what was missing
     */
    public boolean notTrusted() {
        return details().notTrusted();
    }
}
