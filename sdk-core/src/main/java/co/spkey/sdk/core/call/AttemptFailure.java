package co.spkey.sdk.core.call;

import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why one attempt failed: all that the retry decision and the message need to know. An exception only because
 * resilience4j decides over exceptions; it never leaves the engine and has no stack trace.
 */
@SuppressWarnings("serial") // Never serialised.
final class AttemptFailure extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What kind of exception the caller gets. */
    enum Kind {
        /** An answer with an error status; its class follows from the status. */
        STATUS,
        /** A 2xx that says {@code success:false}. */
        UNSUCCESSFUL,
        /** A 2xx that can't be read. */
        MALFORMED,
        /** The exchange broke or never began. */
        CONNECTION,
        /** The two sides don't trust each other (TLS). */
        NOT_TRUSTED,
        /** The time ran out. */
        TIMEOUT
    }

    private final Kind kind;
    private final String what;
    private final int status;
    private final ErrorBody body;
    private final @Nullable String requestId;
    private final @Nullable Duration retryAfter;
    private final boolean fromAggregate;
    private final boolean retryable;
    private final boolean mayHaveTakenEffect;
    private final @Nullable Throwable reason;

    private AttemptFailure(Builder builder) {
        super(builder.what, null, false, false);
        kind = builder.kind;
        what = builder.what;
        status = builder.status;
        body = builder.body;
        requestId = builder.requestId;
        retryAfter = builder.retryAfter;
        fromAggregate = builder.fromAggregate;
        retryable = builder.retryable;
        mayHaveTakenEffect = builder.mayHaveTakenEffect;
        reason = builder.reason;
    }

    Kind kind() {
        return kind;
    }

    /** The middle of the message: what came back, or didn't. */
    String what() {
        return what;
    }

    /** The HTTP status, or 0. */
    int status() {
        return status;
    }

    ErrorBody body() {
        return body;
    }

    @Nullable
    String requestId() {
        return requestId;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    boolean fromAggregate() {
        return fromAggregate;
    }

    boolean retryable() {
        return retryable;
    }

    boolean mayHaveTakenEffect() {
        return mayHaveTakenEffect;
    }

    @Nullable
    Throwable reason() {
        return reason;
    }

    static Builder builder(Kind kind, String what) {
        return new Builder(kind, what);
    }

    /** Collects what is known. */
    static final class Builder {

        private final Kind kind;
        private final String what;
        private int status;
        private ErrorBody body = ErrorBody.EMPTY;
        private @Nullable String requestId;
        private @Nullable Duration retryAfter;
        private boolean fromAggregate;
        private boolean retryable;
        private boolean mayHaveTakenEffect;
        private @Nullable Throwable reason;

        private Builder(Kind kind, String what) {
            this.kind = kind;
            this.what = what;
        }

        Builder status(int value) {
            status = value;
            return this;
        }

        Builder body(ErrorBody value) {
            body = value;
            return this;
        }

        Builder requestId(@Nullable String value) {
            requestId = value;
            return this;
        }

        Builder retryAfter(@Nullable Duration value) {
            retryAfter = value;
            return this;
        }

        Builder fromAggregate(boolean value) {
            fromAggregate = value;
            return this;
        }

        Builder retryable(boolean value) {
            retryable = value;
            return this;
        }

        Builder mayHaveTakenEffect(boolean value) {
            mayHaveTakenEffect = value;
            return this;
        }

        Builder reason(@Nullable Throwable value) {
            reason = value;
            return this;
        }

        AttemptFailure build() {
            return new AttemptFailure(this);
        }
    }
}
