package co.spkey.sdk.core.call;

import java.io.Serial;

/** An attempt that brought back no status, sorted by what may have happened to its request. */
final class WireException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What may have happened. */
    enum Kind {
        /** Nothing was sent that the server could act upon: as a rule, no connection came about. */
        NOT_CONNECTED,
        /** The two sides don't trust each other (TLS): nothing was sent, and trying again won't help. */
        NOT_TRUSTED,
        /** The connection broke; the request may have arrived. */
        BROKEN,
        /** The attempt's time ran out; the request may have arrived. */
        TIMED_OUT
    }

    private final Kind kind;

    WireException(Kind kind, Throwable cause) {
        super(cause.getMessage(), cause);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
