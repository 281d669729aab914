package co.spkey.sdk.core.call;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A 2xx that isn't what the contract says; the engine turns it into the public exception. */
public final class MalformedAnswerException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message what is wrong, with the clause; never a piece of the body
     * @param cause the reader's own exception, or null
     */
    public MalformedAnswerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Says what is wrong.
     *
     * @param message what is wrong, with the clause; never a piece of the body
     */
    public MalformedAnswerException(String message) {
        this(message, null);
    }
}
