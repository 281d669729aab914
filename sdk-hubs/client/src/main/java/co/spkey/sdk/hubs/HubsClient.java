package co.spkey.sdk.hubs;

import co.spkey.sdk.core.CallOptions;
import co.spkey.sdk.core.Environment;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.observe.CallListener;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Registers manufactured smart-lock hubs with SmartphoneKey.
 * <pre>{@code
 * try (HubsClient hubs = HubsClient.builder()
 *         .environment(Environment.STAGING)
 *         .credentials(CredentialsProvider.fromEnvironment())
 *         .build()) {
 *     ProvisionHubResponse response = hubs.provision(ProvisionHubRequest.of("hub-0042", "SN-0042", "SPK-HUB-2"));
 *     System.out.println(response.outcome());
 * }
 * }</pre>
 *
 * <p><b>Lifetime.</b> Thread-safe, and meant to be made once and kept for the life of the application: it holds the
 * connections. {@link #close()} it at the end.
 *
 * <p><b>Failures.</b> Every call fails with a {@link co.spkey.sdk.core.error.SpkeyException} of the kind that says what
 * happened (only what {@link Builder#callHeaders} throws comes out as it is);
 * {@link co.spkey.sdk.core.error.SpkeyException#outcomeUnknown()} says whether the hub may exist all the same.
 * The asynchronous methods throw only what is wrong with their arguments, and {@link IllegalStateException} on a closed
 * client; everything else fails the future, with the same kinds. Interrupting a thread in one of the blocking methods
 * ends the call with a {@link co.spkey.sdk.core.error.CallInterruptedException}.
 *
 * <p><b>Trying again.</b> What can get better by itself is tried again as the {@link RetryPolicy} says. That is safe: the
 * hub id is the command's idempotency key, and every attempt sends the same bytes (PH-RES-03).
 *
 * <p><b>Asynchronous calls</b> hold no thread while they wait. Cancelling the future, or completing it in any other way,
 * aborts the call. Continuations run on the client's executor.
 *
 * @since 1.0
 */
public interface HubsClient extends AutoCloseable {

    /**
     * Begins a client.
     *
     * @return a new builder
     */
    static Builder builder() {
        return new DefaultHubsClient.DefaultBuilder();
    }

    /**
     * Registers a hub. A hub that is registered already stays as it is, whatever is sent (PH-RES-03);
     * {@link ProvisionHubResponse#outcome()} tells the two apart.
     *
     * @param request which hub
     * @return the backend's answer: the hub is registered
     * @throws co.spkey.sdk.core.error.SpkeyException if the call fails
     * @throws IllegalStateException if the client is closed
     */
    ProvisionHubResponse provision(ProvisionHubRequest request);

    /**
     * Registers a hub, with options for this call.
     *
     * @param request which hub
     * @param options what this call does differently
     * @return the backend's answer: the hub is registered
     * @throws co.spkey.sdk.core.error.SpkeyException if the call fails
     * @throws IllegalStateException if the client is closed
     */
    ProvisionHubResponse provision(ProvisionHubRequest request, CallOptions options);

    /**
     * Registers a hub without waiting; see {@link #provision(ProvisionHubRequest)}.
     *
     * @param request which hub
     * @return a future of the answer
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<ProvisionHubResponse> provisionAsync(ProvisionHubRequest request);

    /**
     * Registers a hub without waiting, with options for this call; see
     * {@link #provision(ProvisionHubRequest, CallOptions)}.
     *
     * @param request which hub
     * @param options what this call does differently
     * @return a future of the answer
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<ProvisionHubResponse> provisionAsync(ProvisionHubRequest request, CallOptions options);

    /**
     * Registers a hub and makes sure that what is stored is what was sent, since a hub that had been registered before
     * keeps its data (PH-RES-03). Reads the status within the same limit and compares serial, model and thing name (the
     * hub id where the request names none). The vendor name isn't in the status and can't be verified. A listener hears of
     * two calls.
     *
     * @param request which hub
     * @return the answer to the registration
     * @throws HubMismatchException if the stored hub is another one
     * @throws co.spkey.sdk.core.error.SpkeyException if the call fails; if only the status could not be read, the hub is
     *     registered, and {@code operation()} is {@code HubStatus}
     * @throws IllegalStateException if the client is closed
     */
    ProvisionHubResponse provisionVerified(ProvisionHubRequest request);

    /**
     * Registers a hub and makes sure that what is stored is what was sent, with options for this call; see
     * {@link #provisionVerified(ProvisionHubRequest)}.
     *
     * @param request which hub
     * @param options what this call does differently; its limits hold for registration and verification together
     * @return the answer to the registration
     * @throws HubMismatchException if the stored hub is another one
     * @throws co.spkey.sdk.core.error.SpkeyException if the call fails
     * @throws IllegalStateException if the client is closed
     */
    ProvisionHubResponse provisionVerified(ProvisionHubRequest request, CallOptions options);

    /**
     * Registers and verifies a hub without waiting; see {@link #provisionVerified(ProvisionHubRequest)}.
     *
     * @param request which hub
     * @return a future of the answer to the registration
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<ProvisionHubResponse> provisionVerifiedAsync(ProvisionHubRequest request);

    /**
     * Registers and verifies a hub without waiting, with options for this call; see
     * {@link #provisionVerified(ProvisionHubRequest, CallOptions)}.
     *
     * @param request which hub
     * @param options what this call does differently
     * @return a future of the answer to the registration
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<ProvisionHubResponse> provisionVerifiedAsync(ProvisionHubRequest request, CallOptions options);

    /**
     * Reads what the backend holds about a hub.
     *
     * @param hubId the hub's id
     * @return the hub's status
     * @throws co.spkey.sdk.core.error.NotFoundException if there is no such hub
     * @throws co.spkey.sdk.core.error.SpkeyException if the call fails in another way
     * @throws IllegalArgumentException if the id can't be one
     * @throws IllegalStateException if the client is closed
     */
    HubStatus status(String hubId);

    /**
     * Reads what the backend holds about a hub, with options for this call; see {@link #status(String)}.
     *
     * @param hubId the hub's id
     * @param options what this call does differently
     * @return the hub's status
     * @throws co.spkey.sdk.core.error.SpkeyException if the call fails
     * @throws IllegalArgumentException if the id can't be one
     * @throws IllegalStateException if the client is closed
     */
    HubStatus status(String hubId, CallOptions options);

    /**
     * Reads what the backend holds about a hub without waiting; see {@link #status(String)}.
     *
     * @param hubId the hub's id
     * @return a future of the hub's status
     * @throws IllegalArgumentException if the id can't be one
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<HubStatus> statusAsync(String hubId);

    /**
     * Reads what the backend holds about a hub without waiting, with options for this call; see {@link #status(String)}.
     *
     * @param hubId the hub's id
     * @param options what this call does differently
     * @return a future of the hub's status
     * @throws IllegalArgumentException if the id can't be one
     * @throws IllegalStateException if the client is closed
     */
    CompletableFuture<HubStatus> statusAsync(String hubId, CallOptions options);

    /**
     * Begins a run over any number of hubs, a manufacturer's nightly batch for example: bounded in flight, adapting to the
     * backend, resumable. The run uses this client, which must stay open until the run is over.
     *
     * @return a new builder
     */
    BulkProvisioning.Builder bulk();

    /**
     * Closes the client. New calls are refused with {@link IllegalStateException}; requests under way come to their end
     * within their limits; calls that would need another attempt fail with
     * {@link co.spkey.sdk.core.error.ClientClosedException}. Waits for that, and for the client's own threads. If the
     * waiting is interrupted, requests under way end with that exception too, and the thread's flag stays set. An
     * {@link HttpClient} or an executor of the caller's stays open. Closing twice does nothing. From within a call, by its
     * listener or credentials provider, it waits for that call in vain.
     */
    @Override
    void close();

    /**
     * Collects what a client needs. Only credentials are required. Each setter refuses a value that can't work; what
     * depends on two settings is refused by {@link #build()}. Not thread-safe.
     *
     * @since 1.0
     */
    interface Builder {

        /**
         * Sets the environment; {@link Environment#PRODUCTION} unless this or {@link #baseUrl} is called, which exclude each other.
         *
         * @param environment where the API runs
         * @return this builder
         */
        Builder environment(Environment environment);

        /**
         * Sets where the API runs, in place of an environment.
         *
         * @param url {@code scheme://host[:port][/prefix]}, https unless the host is this machine itself (a name of
         *     {@code localhost} or a literal loopback address)
         * @return this builder
         * @throws IllegalArgumentException if it isn't an absolute http or https URL, or carries user info, a query or a
         *     fragment
         */
        Builder baseUrl(URI url);

        /**
         * Sets where credentials come from; required. Nothing is looked up unless it is named here:
         * {@link CredentialsProvider#defaultChain()} is one choice of several.
         *
         * @param provider where credentials come from; asked anew for every attempt
         * @return this builder
         */
        Builder credentials(CredentialsProvider provider);

        /**
         * Sets how calls are tried again; {@link RetryPolicy#standard()} by default.
         *
         * @param policy the policy
         * @return this builder
         */
        Builder retryPolicy(RetryPolicy policy);

        /**
         * Limits the coming about of a connection, for each attempt that needs a new one. Excludes {@link #httpClient}, which
         * brings a limit of its own.
         *
         * @param limit more than zero, up to a day; 5 s by default
         * @return this builder
         * @throws IllegalArgumentException if it is out of that range
         */
        Builder connectTimeout(Duration limit);

        /**
         * Limits each attempt, from its request to the last byte of its answer.
         *
         * @param limit more than zero, up to a day; 10 s by default
         * @return this builder
         * @throws IllegalArgumentException if it is out of that range
         */
        Builder attemptTimeout(Duration limit);

        /**
         * Limits each call: credentials, all attempts, and the waiting between them. On the blocking methods,
         * what blocks the calling thread itself can't be cut short: a provider's own blocking {@code credentials()}, call
         * headers, a listener, and the system's lookup of the server's name. Nothing else outlives the limit.
         *
         * @param limit more than zero, up to a day; 30 s by default
         * @return this builder
         * @throws IllegalArgumentException if it is out of that range
         */
        Builder callTimeout(Duration limit);

        /**
         * Changes the client's own {@link HttpClient} before it is built: a proxy, a trust store, a client certificate,
         * HTTP/2. It comes with HTTP/1.1, no redirects, and the connect limit of this builder. An executor that is set here
         * has no effect, since the client brings its own: a few daemon threads that take answers in. Trust and key managers
         * run on them as well, so that four which wait for something at a time hold up answers to other calls.
         *
         * <p>HTTP/2 needs fewer connections than HTTP/1.1. With many calls at a time it takes less processor time; with a
         * single one, more. Keep to at most 64 at a time: a call that exceeds what the server takes at once fails, and is tried
         * again, instead of waiting. Where a server speaks no HTTP/2, HTTP/1.1 is used.
         *
         * <p>With an {@code Authenticator}, for a proxy's password, JDKs before 24 send no bearer token (JDK-8326949). Give the
         * password as {@code Proxy-Authorization} in {@link #callHeaders} instead.
         *
         * @param change takes the builder; it must not have redirects followed
         * @return this builder
         */
        Builder configureHttpClient(Consumer<HttpClient.Builder> change);

        /**
         * Sets an {@link HttpClient} of the caller's, with all its settings; it stays the caller's to close. Excludes
         * {@link #connectTimeout} and {@link #configureHttpClient}.
         *
         * @param client the client; it must not follow redirects, since they would carry the credentials elsewhere
         * @return this builder
         */
        Builder httpClient(HttpClient client);

        /**
         * Sets where the continuations of asynchronous calls and blocking credential providers run; it stays the caller's
         * to close. By default they run on daemon threads of the client, made on first use. One that runs work where it is
         * handed over gets it on such a thread too, or on the one that makes the call or closes the client. What it refuses runs on
         * such a thread as well, and so does what it hasn't begun half a second after the call's limit, or when the closing no
         * longer waits for the call.
         *
         * @param executor the executor
         * @return this builder
         */
        Builder executor(Executor executor);

        /**
         * Sets who hears what happens to calls; nobody by default. {@link CallListener#all} makes one listener of several.
         *
         * @param listener the listener
         * @return this builder
         */
        Builder listener(CallListener listener);

        /**
         * Sets what is asked for further header fields, once for each call and on the caller's own thread: the place for
         * trace context. A field of the call's own options goes before one of the same name from here.
         *
         * @param fields gives names and values; a field that {@link CallOptions.Builder#header} refuses makes the call
         *     throw {@link IllegalArgumentException}
         * @return this builder
         */
        Builder callHeaders(Supplier<Map<String, String>> fields);

        /**
         * Names the application in the {@code User-Agent}, so that support can tell who is calling.
         *
         * @param nameAndVersion a product of RFC 9110, such as {@code acme-line/2.1}
         * @return this builder
         * @throws IllegalArgumentException if it isn't one
         */
        Builder application(String nameAndVersion);

        /**
         * Allows plain http to other machines, where everybody on the way can read the credentials.
         *
         * @return this builder
         */
        Builder allowInsecureHttp();

        /**
         * Makes the client.
         *
         * @return a client, the caller's to close
         * @throws IllegalStateException if there are no credentials, or two settings exclude each other
         * @throws IllegalArgumentException if the base URL is plain http to another machine, or the HTTP client follows
         *     redirects
         */
        HubsClient build();
    }
}
