package co.spkey.sdk.core.error;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an exception of this SDK knows about the call that failed.
 *
 * <p>The SDK fills it in; application code meets it only where a test double has to throw one of the exceptions:
 * <pre>{@code
 * throw new RateLimitedException(ErrorDetails.builder("slow down").status(429).attempts(4).build());
 * }</pre>
 *
 * <p>Immutable and thread-safe. Whatever isn't set has the default that its setter documents.
 *
 * @since 1.0
 */
public final class ErrorDetails implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String message;
    /** Not serialised here: the exception itself has it. */
    private final transient @Nullable Throwable cause;

    private final String operation;
    private final int attempts;
    private final Duration elapsed;
    private final @Nullable String requestId;
    private final boolean outcomeUnknown;
    private final int status;
    private final @Nullable String errorName;
    private final ArrayList<ApiError> errors;
    private final @Nullable Duration retryAfter;
    private final boolean fromApi;
    private final boolean fromAggregate;
    private final boolean notTrusted;
    private final @Nullable String body;

    private ErrorDetails(Builder builder) {
        message = builder.message;
        cause = builder.cause;
        operation = builder.operation;
        attempts = builder.attempts;
        elapsed = builder.elapsed;
        requestId = builder.requestId;
        outcomeUnknown = builder.outcomeUnknown;
        status = builder.status;
        errorName = builder.errorName;
        errors = new ArrayList<>(builder.errors);
        retryAfter = builder.retryAfter;
        fromApi = builder.fromApi;
        fromAggregate = builder.fromAggregate;
        notTrusted = builder.notTrusted;
        body = builder.body;
    }

    /**
     * Begins with the message, the one thing every failure has.
     *
     * @param message what went wrong and what to do; never a secret
     * @return a new builder
     * @throws NullPointerException if the message is null
     */
    public static Builder builder(String message) {
        return new Builder(message);
    }

    String message() {
        return message;
    }

    @Nullable
    Throwable cause() {
        return cause;
    }

    String operation() {
        return operation;
    }

    int attempts() {
        return attempts;
    }

    Duration elapsed() {
        return elapsed;
    }

    @Nullable
    String requestId() {
        return requestId;
    }

    boolean outcomeUnknown() {
        return outcomeUnknown;
    }

    int status() {
        return status;
    }

    @Nullable
    String errorName() {
        return errorName;
    }

    List<ApiError> errors() {
        return List.copyOf(errors);
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    boolean fromApi() {
        return fromApi;
    }

    boolean fromAggregate() {
        return fromAggregate;
    }

    boolean notTrusted() {
        return notTrusted;
    }

    @Nullable
    String body() {
        return body;
    }

    /**
     * Collects the details; not thread-safe.
     *
     * @since 1.0
     */
    public static final class Builder {

        private final String message;
        private @Nullable Throwable cause;
        private String operation = "";
        private int attempts;
        private Duration elapsed = Duration.ZERO;
        private @Nullable String requestId;
        private boolean outcomeUnknown;
        private int status;
        private @Nullable String errorName;
        private List<ApiError> errors = List.of();
        private @Nullable Duration retryAfter;
        private boolean fromApi = true;
        private boolean fromAggregate;
        private boolean notTrusted;
        private @Nullable String body;

        private Builder(String message) {
            this.message = Objects.requireNonNull(message, "message");
        }

        /**
         * Sets what caused the failure.
         *
         * @param value the cause, or null (the default) when there is none
         * @return this builder
         */
        public Builder cause(@Nullable Throwable value) {
            cause = value;
            return this;
        }

        /**
         * Names the operation, for example {@code ProvisionHub}.
         *
         * @param value the operation's name; empty by default
         * @return this builder
         */
        public Builder operation(String value) {
            operation = Objects.requireNonNull(value, "operation");
            return this;
        }

        /**
         * Says how many attempts were made.
         *
         * @param value zero (the default) or more
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder attempts(int value) {
            if (value < 0) {
                throw new IllegalArgumentException("attempts cannot be negative: " + value);
            }
            attempts = value;
            return this;
        }

        /**
         * Says how long the call took.
         *
         * @param value the time from the call's start to its failure; zero by default
         * @return this builder
         */
        public Builder elapsed(Duration value) {
            elapsed = Objects.requireNonNull(value, "elapsed");
            return this;
        }

        /**
         * Sets the id that support asks for.
         *
         * @param value the answer's {@code cf-ray} or {@code cfReference}, or null (the default)
         * @return this builder
         */
        public Builder requestId(@Nullable String value) {
            requestId = value;
            return this;
        }

        /**
         * Says whether an attempt of the call may have taken effect.
         *
         * @param value false by default
         * @return this builder
         */
        public Builder outcomeUnknown(boolean value) {
            outcomeUnknown = value;
            return this;
        }

        /**
         * Sets the HTTP status; read by {@link ApiException} only.
         *
         * @param value the status; by default that of the exception's kind, such as 404, or 0 where the kind has several
         * @return this builder
         */
        public Builder status(int value) {
            status = value;
            return this;
        }

        /**
         * Sets the word by which the API names the error; read by {@link ApiException} only.
         *
         * @param value the word, or null (the default)
         * @return this builder
         */
        public Builder errorName(@Nullable String value) {
            errorName = value;
            return this;
        }

        /**
         * Sets the single errors that the answer listed; read by {@link ApiException} only.
         *
         * @param value the errors; empty by default; copied
         * @return this builder
         */
        public Builder errors(List<ApiError> value) {
            errors = List.copyOf(value);
            return this;
        }

        /**
         * Sets how long the server asked to wait; read by {@link ApiException} only.
         *
         * @param value the time, or null (the default)
         * @return this builder
         */
        public Builder retryAfter(@Nullable Duration value) {
            retryAfter = value;
            return this;
        }

        /**
         * Says whether the answer is the API's own; read by {@link ApiException} only.
         *
         * @param value true by default
         * @return this builder
         */
        public Builder fromApi(boolean value) {
            fromApi = value;
            return this;
        }

        /**
         * Says whether the error was thrown inside the hub's aggregate; read by {@link ApiException} only.
         *
         * @param value false by default
         * @return this builder
         */
        public Builder fromAggregate(boolean value) {
            fromAggregate = value;
            return this;
        }

        /**
         * Says whether no connection came about because one side didn't trust the other; read by {@link ConnectionException}
         * only.
         *
         * @param value false by default
         * @return this builder
         */
        public Builder notTrusted(boolean value) {
            notTrusted = value;
            return this;
        }

        /**
         * Sets the beginning of the answer's text; read by {@link ApiException} only.
         *
         * @param value the text without any secret, or null (the default)
         * @return this builder
         */
        public Builder body(@Nullable String value) {
            body = value;
            return this;
        }

        /**
         * Makes the details.
         *
         * @return what was set so far
         */
        public ErrorDetails build() {
            return new ErrorDetails(this);
        }
    }
}
