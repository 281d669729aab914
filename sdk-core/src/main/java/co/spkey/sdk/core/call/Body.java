package co.spkey.sdk.core.call;

import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as far as it came, and how it ended. The status of an answer counts even where its body never
 * came whole, so a body is a value and not an exception.
 */
final class Body {

    /** How the reading of a body ended. */
    enum End {
        /** It is whole. */
        COMPLETE,
        /** It is longer than is read. */
        TOO_LARGE,
        /** The connection broke. */
        BROKEN,
        /** Its content coding can't be undone. */
        UNREADABLE,
        /** The attempt's time ran out. */
        TIMED_OUT
    }

    static final Body EMPTY = new Body(new byte[0], End.COMPLETE, null);

    private final byte[] bytes;
    private final End end;
    private final @Nullable Throwable cause;

    Body(byte[] bytes, End end, @Nullable Throwable cause) {
        this.bytes = bytes;
        this.end = end;
        this.cause = cause;
    }

    byte[] bytes() {
        return bytes;
    }

    End end() {
        return end;
    }

    boolean isWhole() {
        return end == End.COMPLETE;
    }

    @Nullable
    Throwable cause() {
        return cause;
    }
}
