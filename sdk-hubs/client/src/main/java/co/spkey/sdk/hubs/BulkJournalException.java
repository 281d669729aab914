package co.spkey.sdk.hubs;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The journal of a bulk run can't be used: another run has it, it belongs to another base URL, a line of it is damaged, it
 * is no journal at all, or the file can't be opened. The message says which, and what to do.
 *
 * @since 1.0
 */
public final class BulkJournalException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what is wrong with which file, and what to do
     * @param cause what caused it, or null
     */
    public BulkJournalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
