package co.spkey.sdk.core;

import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.retry.RetryPolicy;
import co.spkey.sdk.core.rules.HeaderRules;
import co.spkey.sdk.core.rules.TimeLimits;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a single call does differently from its client. Whatever isn't set is as the client has it.
 * <pre>{@code
 * CallOptions patient = CallOptions.builder().callTimeout(Duration.ofMinutes(2)).build();
 * }</pre>
 *
 * <p>Immutable and thread-safe; make them once and use them for any number of calls.
 *
 * @since 1.0
 */
public final class CallOptions {

    private static final CallOptions NONE = builder().build();

    private final @Nullable Duration callTimeout;
    private final @Nullable Duration attemptTimeout;
    private final @Nullable RetryPolicy retryPolicy;
    private final @Nullable CredentialsProvider credentials;
    private final Map<String, String> headers;

    private CallOptions(Builder builder) {
        callTimeout = builder.callTimeout;
        attemptTimeout = builder.attemptTimeout;
        retryPolicy = builder.retryPolicy;
        credentials = builder.credentials;
        if (builder.headers.isEmpty()) {
            headers = Map.of();
        } else {
            Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            copy.putAll(builder.headers);
            headers = Collections.unmodifiableMap(copy);
        }
    }

    /**
     * Returns options that change nothing.
     *
     * @return the empty options
     */
    public static CallOptions none() {
        return NONE;
    }

    /**
     * Begins options that change nothing yet.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Begins options with the values of these.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.callTimeout = callTimeout;
        builder.attemptTimeout = attemptTimeout;
        builder.retryPolicy = retryPolicy;
        builder.credentials = credentials;
        builder.headers.putAll(headers);
        return builder;
    }

    /**
     * Returns the limit of the whole call.
     *
     * @return the limit, or null for the client's
     */
    public @Nullable Duration callTimeout() {
        return callTimeout;
    }

    /**
     * Returns the limit of each attempt.
     *
     * @return the limit, or null for the client's
     */
    public @Nullable Duration attemptTimeout() {
        return attemptTimeout;
    }

    /**
     * Returns how the call is tried again.
     *
     * @return the policy, or null for the client's
     */
    public @Nullable RetryPolicy retryPolicy() {
        return retryPolicy;
    }

    /**
     * Returns whose credentials the call is made with.
     *
     * @return the provider, or null for the client's
     */
    public @Nullable CredentialsProvider credentials() {
        return credentials;
    }

    /**
     * Returns the header fields that are added to each request of the call.
     *
     * @return an unmodifiable map, empty when there are none
     */
    public Map<String, String> headers() {
        return headers;
    }

    /** Says which options are set; header values are left out, since they may be secret. */
    @Override
    public String toString() {
        return "CallOptions[callTimeout=" + callTimeout + ", attemptTimeout=" + attemptTimeout + ", retryPolicy="
                + retryPolicy + ", credentials=" + (credentials == null ? "the client's" : "own") + ", headers="
                + headers.keySet() + "]";
    }

    /**
     * Collects options; each setter refuses a value that can't work. Not thread-safe.
     *
     * @since 1.0
     */
    public static final class Builder {

        private @Nullable Duration callTimeout;
        private @Nullable Duration attemptTimeout;
        private @Nullable RetryPolicy retryPolicy;
        private @Nullable CredentialsProvider credentials;
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

        private Builder() {}

        /**
         * Limits the whole call: credentials, all attempts, and the waiting between them.
         *
         * @param limit more than zero, up to a day
         * @return this builder
         * @throws IllegalArgumentException if it is out of that range
         */
        public Builder callTimeout(Duration limit) {
            callTimeout = TimeLimits.check("callTimeout", limit);
            return this;
        }

        /**
         * Limits each attempt, from its request to the last byte of its answer. An attempt never gets more than what is
         * left of the call's limit.
         *
         * @param limit more than zero, up to a day
         * @return this builder
         * @throws IllegalArgumentException if it is out of that range
         */
        public Builder attemptTimeout(Duration limit) {
            attemptTimeout = TimeLimits.check("attemptTimeout", limit);
            return this;
        }

        /**
         * Sets how the call is tried again; its {@linkplain RetryPolicy.Builder#budget(int) budget} stays the client's.
         *
         * @param policy the policy
         * @return this builder
         */
        public Builder retryPolicy(RetryPolicy policy) {
            retryPolicy = Objects.requireNonNull(policy, "retryPolicy");
            return this;
        }

        /**
         * Makes the call with other credentials, so that one client can serve many tenants.
         *
         * @param provider where the credentials come from
         * @return this builder
         */
        public Builder credentials(CredentialsProvider provider) {
            credentials = Objects.requireNonNull(provider, "credentials");
            return this;
        }

        /**
         * Adds a header field to each request of the call; a second value for the same name replaces the first.
         *
         * @param name the field's name
         * @param value the field's value, visible ASCII, blanks and tabs
         * @return this builder
         * @throws IllegalArgumentException if the name or the value is not well-formed (the message doesn't repeat the
         *     value), or the field is one that the contract forbids (PH-AUTH-05), that the client sets itself or that
         *     belongs to the transport
         */
        public Builder header(String name, String value) {
            HeaderRules.check(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
            headers.put(name, value);
            return this;
        }

        /**
         * Makes the options.
         *
         * @return options with the values set so far
         */
        public CallOptions build() {
            return new CallOptions(this);
        }
    }
}
