package co.spkey.sdk.core.credentials;

import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why no token came. It never leaves this package and has no stack trace; each caller gets an exception of its own. */
@SuppressWarnings("serial") // Never serialised.
final class TokenFailure extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String what;
    private final boolean retryable;
    private final @Nullable Duration retryAfter;

    private TokenFailure(String what, boolean retryable, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(what, cause, false, false);
        this.what = what;
        this.retryable = retryable;
        this.retryAfter = retryAfter;
    }

    /** A failure that stays until somebody changes something. */
    static TokenFailure lasting(String what, @Nullable Throwable cause) {
        return new TokenFailure(what, false, null, cause);
    }

    /** A failure that can get better by itself. */
    static TokenFailure passing(String what, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        return new TokenFailure(what, true, retryAfter, cause);
    }

    String what() {
        return what;
    }

    boolean retryable() {
        return retryable;
    }

    /** How long the server asked to wait, or null. */
    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    /** The same, with something said before and after it. */
    TokenFailure within(String before, String after) {
        return new TokenFailure(before + what + after, retryable, retryAfter, getCause());
    }
}
