package co.spkey.sdk.core.call;

import java.io.Serial;

/** A 2xx that says {@code success:false} (PH-RES-08); the engine turns it into the public exception. */
public final class UnsuccessfulAnswerException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Says so. */
    public UnsuccessfulAnswerException() {
        super("the answer says success:false (PH-RES-08)");
    }
}
