package co.spkey.sdk.hubs.journal;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Why a journal can't be used; the message is for people and says what to do. */
public final class JournalProblem extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    JournalProblem(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
