package co.spkey.sdk.core.credentials;

import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.core.error.ErrorDetails;
import co.spkey.sdk.core.retry.RetryPolicy;
import co.spkey.sdk.core.rules.HttpAddress;
import co.spkey.sdk.core.rules.TimeLimits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the bearer token of a service with the OAuth 2.0 client credentials grant (RFC 6749 §4.4; PH-AUTH-07), keeps
 * it, and renews it in time.
 * <pre>{@code
 * try (OAuth2ClientCredentials token = OAuth2ClientCredentials.builder()
 *                 .tokenEndpoint(URI.create("https://spkey.eu.auth0.com/oauth/token"))
 *                 .clientId("acme-line-7")
 *                 .clientSecret(() -> secretStore.read("acme-line-7"))
 *                 .audience("https://api.spkey.co")
 *                 .build();
 *         HubsClient hubs = HubsClient.builder().credentials(token).build()) {
 *     System.out.println(token);
 * }
 * }</pre>
 *
 * <p><b>One request.</b> However many callers need a token at a time, one request is made, and each of them can give up
 * without the others noticing. A request that nobody waits for any more still comes to its end, so that the next caller
 * finds its token; it just isn't tried again.
 *
 * <p><b>In time.</b> A token is renewed ahead of its end, by the {@link Builder#refreshMargin} less a random share of up
 * to half of it, in the background: calls go on with the old token as long as it is good, also while renewing it fails. A
 * margin is never more than a quarter of a token's lifetime. Nothing is fetched while nobody calls. A server that doesn't
 * tell the lifetime is taken to mean five minutes; one that tells less than a second or more than 30 days is taken to mean
 * those.
 *
 * <p><b>Failures.</b> What can get better is tried again by the {@link Builder#retryPolicy}. After the last attempt the
 * token endpoint is left alone for half a second to a second, twice as long after each further failure, up to a minute (or as
 * long as its {@code Retry-After} says, up to five); until then, callers without a token fail at once with the last failure.
 *
 * <p><b>Refused tokens.</b> When the API answers 401 to the token in use, it is dropped and the next one fetched, at most
 * once in 30 seconds: an API that refuses every token doesn't become a flood of requests to the token endpoint.
 *
 * <p>Thread-safe. One instance can serve many clients, none of which closes it: whoever builds it {@linkplain #close()
 * closes} it, after them. All work is done by daemon threads of its own, which exist only while there is some.
 *
 * @since 1.0
 */
public final class OAuth2ClientCredentials implements CredentialsProvider, AutoCloseable {

    private final String description;
    private final @Nullable Supplier<String> apiKey;
    private final boolean fixedKey;
    private final TokenClock clock;
    private final TokenThreads threads = new TokenThreads();
    private final TokenHttp http;
    private final TokenCache cache;

    private OAuth2ClientCredentials(Builder builder, URI endpoint, String clientId, Supplier<String> clientSecret) {
        String address = HttpAddress.printable(endpoint);
        description = "OAuth 2.0 client " + clientId + " at " + address;
        apiKey = builder.apiKey;
        fixedKey = builder.fixedKey;
        TokenRequest request = new TokenRequest(
                endpoint, clientId, clientSecret, builder.clientAuthentication, builder.audience, builder.scope);
        clock = builder.clock == null ? new SystemTokenClock() : builder.clock;
        http = new TokenHttp(request, builder.httpClient(threads), builder.requestTimeout, clock, threads);
        cache = new TokenCache(new TokenFetch.Means(address, http, clock, builder.retryPolicy, builder.refreshMargin));
    }

    /**
     * Begins a provider.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the token in use, with the API key if there is one, or waits for the next token.
     *
     * @return the credentials
     * @throws CredentialsException if no token can be had, this is closed, or the thread is interrupted while it waits
     *     (its flag is set again)
     */
    @Override
    public Credentials credentials() {
        CompletableFuture<Credentials> asked = credentialsAsync(Runnable::run).toCompletableFuture();
        try {
            return asked.get();
        } catch (InterruptedException interrupt) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            throw failure("interrupted while waiting for a token", interrupt);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof CredentialsException known
                    ? known
                    : failure("no token", failed.getCause());
        }
    }

    /**
     * Returns the token in use, or a stage of the next one, without holding a thread. A stage that is given up
     * ({@code toCompletableFuture().cancel(…)}) leaves the fetch to the others who wait for it.
     *
     * @param executor where the stage completes, and where the supplier of an API key is asked
     * @return a stage that fails as {@link #credentials()} would
     */
    @Override
    public CompletionStage<Credentials> credentialsAsync(Executor executor) {
        CachedToken fresh = cache.fresh();
        return fresh != null && (apiKey == null || fixedKey)
                ? CompletableFuture.completedFuture(withKey(fresh))
                : cache.get(executor, this::withKey);
    }

    private Credentials withKey(CachedToken token) {
        if (apiKey == null) {
            return token.with(null);
        }
        String key;
        try {
            key = apiKey.get();
        } catch (CredentialsException told) {
            throw told;
        } catch (Exception failed) {
            // Checked ones too, which other languages throw at will.
            throw failure("the API key's supplier failed: " + failed.getClass().getName(), failed);
        }
        if (key == null) {
            throw failure("the API key's supplier gave null", null);
        }
        try {
            return token.with(key);
        } catch (IllegalArgumentException unusable) {
            throw failure("the API key's supplier gave a value that can't be used: " + unusable.getMessage(), unusable);
        }
    }

    /**
     * Drops the token if it is the one that was rejected; if it has been replaced already, the new one is simply used.
     *
     * @param rejected the credentials that were sent
     */
    @Override
    public void rejected(Credentials rejected) {
        cache.rejected(rejected);
    }

    /**
     * Forgets the token, fails whoever waits for one, and ends the threads and the HTTP client. Later calls fail with a
     * {@link CredentialsException}. Closing twice does nothing.
     */
    @Override
    public void close() {
        cache.close();
        http.close();
        threads.close();
        clock.close();
    }

    /** Names the client and the token endpoint; there is nothing secret in it. */
    @Override
    public String toString() {
        return description;
    }

    private CredentialsException failure(String what, @Nullable Throwable cause) {
        return new CredentialsException(
                ErrorDetails.builder(description + ": " + what).cause(cause).build());
    }

    /**
     * Collects what a provider needs. Token endpoint, client id and client secret are required. Each setter refuses a
     * value that can't work; what depends on two settings is refused by {@link #build()}. Not thread-safe.
     *
     * @since 1.0
     */
    public static final class Builder {

        private static final Duration LONGEST_MARGIN = Duration.ofDays(1);

        private @Nullable URI tokenEndpoint;
        private @Nullable String clientId;
        private @Nullable Supplier<String> clientSecret;
        private @Nullable String audience;
        private @Nullable String scope;
        private ClientAuthentication clientAuthentication = ClientAuthentication.CLIENT_SECRET_BASIC;
        private @Nullable Supplier<String> apiKey;
        private boolean fixedKey;
        private Duration requestTimeout = Duration.ofSeconds(10);
        private Duration connectTimeout = Duration.ofSeconds(5);
        private RetryPolicy retryPolicy = RetryPolicy.builder().maxAttempts(3).build();
        private Duration refreshMargin = Duration.ofMinutes(1);
        private @Nullable Consumer<HttpClient.Builder> configureHttpClient;
        private boolean insecureHttpAllowed;
        private @Nullable TokenClock clock;

        private Builder() {}

        /**
         * Sets where tokens are had; required.
         *
         * @param url the address that the identity provider's documentation gives: https unless the host is this machine
         *     itself (a name of {@code localhost} or a literal loopback address); a query is kept (RFC 6749 §3.2)
         * @return this builder
         * @throws IllegalArgumentException if it isn't an absolute http or https URL, or carries user info or a fragment
         */
        public Builder tokenEndpoint(URI url) {
            // Whether plain http is allowed is known at the end; everything else can be refused here.
            HttpAddress.check("token endpoint", Objects.requireNonNull(url, "tokenEndpoint"), true);
            tokenEndpoint = url;
            return this;
        }

        /**
         * Sets the client's id; required.
         *
         * @param id the id that the identity provider gave; no secret, it appears in messages
         * @return this builder
         * @throws IllegalArgumentException if it is blank or holds control characters
         */
        public Builder clientId(String id) {
            clientId = checked("clientId", id);
            return this;
        }

        /**
         * Sets a client secret that never changes.
         *
         * @param secret the secret as it is, not encoded
         * @return this builder
         * @throws IllegalArgumentException if it is blank or holds control characters; the message doesn't repeat it
         */
        public Builder clientSecret(String secret) {
            String fixed = checked("clientSecret", secret);
            return clientSecret(() -> fixed);
        }

        /**
         * Sets where the client secret is had, so that it can be rotated under a running application.
         *
         * @param secret asked before every token request, on a thread of this provider's own; it may block, within the
         *     {@linkplain #requestTimeout request's limit}. While four calls of it hang, it isn't asked again
         * @return this builder
         */
        public Builder clientSecret(Supplier<String> secret) {
            clientSecret = Objects.requireNonNull(secret, "clientSecret");
            return this;
        }

        /**
         * Sets for which API the token is to be, as Auth0 wants it told; left out by default.
         *
         * @param value the API's identifier
         * @return this builder
         * @throws IllegalArgumentException if it is blank or holds control characters
         */
        public Builder audience(String value) {
            audience = checked("audience", value);
            return this;
        }

        /**
         * Sets what the token is to allow (RFC 6749 §3.3); left out by default.
         *
         * @param value scopes with a blank between each two
         * @return this builder
         * @throws IllegalArgumentException if it is blank or holds control characters
         */
        public Builder scope(String value) {
            scope = checked("scope", value);
            return this;
        }

        /**
         * Sets how id and secret are shown; {@link ClientAuthentication#CLIENT_SECRET_BASIC} by default.
         *
         * @param way the way that the identity provider expects of this client
         * @return this builder
         */
        public Builder clientAuthentication(ClientAuthentication way) {
            clientAuthentication = Objects.requireNonNull(way, "clientAuthentication");
            return this;
        }

        /**
         * Sends an API key beside the token (PH-AUTH-02); none by default. The token endpoint never sees it.
         *
         * @param key the key
         * @return this builder
         * @throws IllegalArgumentException if it is blank or holds anything but visible ASCII characters
         */
        public Builder apiKey(String key) {
            Credentials checked = Credentials.apiKey(key);
            apiKey = () -> String.valueOf(checked.apiKey());
            fixedKey = true;
            return this;
        }

        /**
         * Sends an API key beside the token that can be rotated under a running application (PH-AUTH-06).
         *
         * @param key asked for every attempt of every call: it should be fast, and cache what is slow to fetch
         * @return this builder
         */
        public Builder apiKey(Supplier<String> key) {
            apiKey = Objects.requireNonNull(key, "apiKey");
            fixedKey = false;
            return this;
        }

        /**
         * Limits each token request: asking for the secret, the connection, and the answer to its last byte. A call that
         * waits for a token is held to its own limit all the same.
         *
         * @param limit more than zero, up to a day; 10 s by default
         * @return this builder
         * @throws IllegalArgumentException if it is out of that range
         */
        public Builder requestTimeout(Duration limit) {
            requestTimeout = TimeLimits.check("requestTimeout", limit);
            return this;
        }

        /**
         * Limits the coming about of a connection to the token endpoint.
         *
         * @param limit more than zero, up to a day; 5 s by default
         * @return this builder
         * @throws IllegalArgumentException if it is out of that range
         */
        public Builder connectTimeout(Duration limit) {
            connectTimeout = TimeLimits.check("connectTimeout", limit);
            return this;
        }

        /**
         * Sets how a token request is tried again: after lost connections, passed limits, and the statuses 408, 429 and
         * those 5xx that can get better by themselves. A {@code Retry-After} is kept to if it isn't longer than the
         * policy's longest delay; otherwise the fetch fails. The policy's budget has no meaning here.
         *
         * @param policy the policy; three attempts and otherwise the standard one by default
         * @return this builder
         */
        public Builder retryPolicy(RetryPolicy policy) {
            retryPolicy = Objects.requireNonNull(policy, "retryPolicy");
            return this;
        }

        /**
         * Sets how long before its end a token is renewed; see the class's description.
         *
         * @param margin zero (a token is used up to its end, and the next call waits) up to a day; 1 min by default
         * @return this builder
         * @throws IllegalArgumentException if it is out of that range
         */
        public Builder refreshMargin(Duration margin) {
            Objects.requireNonNull(margin, "refreshMargin");
            if (margin.isNegative() || margin.compareTo(LONGEST_MARGIN) > 0) {
                throw new IllegalArgumentException(
                        "refreshMargin must be zero up to " + LONGEST_MARGIN + ": " + margin);
            }
            refreshMargin = margin;
            return this;
        }

        /**
         * Changes the provider's own {@link HttpClient} before it is built: a proxy, a trust store, a client certificate.
         * It comes with HTTP/1.1, no redirects, and the connect limit of this builder. With an {@code Authenticator}, for a
         * proxy's password, JDKs before 24 leave out the field in which
         * {@link ClientAuthentication#CLIENT_SECRET_BASIC} shows the secret (JDK-8326949): choose
         * {@link ClientAuthentication#CLIENT_SECRET_POST} there.
         *
         * @param change takes the builder; it must not have redirects followed
         * @return this builder
         */
        public Builder configureHttpClient(Consumer<HttpClient.Builder> change) {
            configureHttpClient = Objects.requireNonNull(change, "configureHttpClient");
            return this;
        }

        /**
         * Allows a token endpoint with plain http on another machine, where everybody on the way can read the secret.
         *
         * @return this builder
         */
        public Builder allowInsecureHttp() {
            insecureHttpAllowed = true;
            return this;
        }

        /** For tests: time that can be moved on. */
        Builder clock(TokenClock value) {
            clock = value;
            return this;
        }

        /**
         * Makes the provider. It fetches nothing before it is asked.
         *
         * @return a provider, the caller's to close
         * @throws IllegalStateException if token endpoint, client id or client secret is missing
         * @throws IllegalArgumentException if the token endpoint is plain http to another machine, or the HTTP client
         *     follows redirects
         */
        public OAuth2ClientCredentials build() {
            if (tokenEndpoint == null || clientId == null || clientSecret == null) {
                throw new IllegalStateException(
                        (tokenEndpoint == null ? "tokenEndpoint" : clientId == null ? "clientId" : "clientSecret")
                                + " is missing");
            }
            HttpAddress.check("token endpoint", tokenEndpoint, insecureHttpAllowed);
            return new OAuth2ClientCredentials(this, tokenEndpoint, clientId, clientSecret);
        }

        private HttpClient httpClient(Executor threads) {
            HttpClient.Builder client = HttpClient.newBuilder()
                    .version(Version.HTTP_1_1)
                    .followRedirects(Redirect.NEVER)
                    .connectTimeout(connectTimeout)
                    .executor(threads);
            if (configureHttpClient != null) {
                configureHttpClient.accept(client);
            }
            return client.build();
        }

        private static String checked(String name, String value) {
            String problem = TokenRequest.problem(Objects.requireNonNull(value, name));
            if (problem != null) {
                throw new IllegalArgumentException(name + " can't be used: " + problem);
            }
            return value;
        }
    }
}
