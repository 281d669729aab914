package co.spkey.sdk.core.call;

import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.observe.CallListener;
import co.spkey.sdk.core.retry.RetryPolicy;
import co.spkey.sdk.core.rules.TimeLimits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects what an engine needs; each setter refuses a value that can't work. Not thread-safe. */
public final class CallEngineBuilder {

    /** How long a connection may take to come about. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** How long an attempt may take, from its request to the last byte of its answer. */
    public static final Duration DEFAULT_ATTEMPT_TIMEOUT = Duration.ofSeconds(10);

    /** How long a call may take altogether. */
    public static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofSeconds(30);

    private @Nullable URI baseUrl;
    private boolean insecureHttpAllowed;
    private @Nullable CredentialsProvider credentials;
    private @Nullable HttpClient httpClient;
    private @Nullable Consumer<HttpClient.Builder> configureHttpClient;
    private @Nullable Duration connectTimeout;

    RetryPolicy retryPolicy = RetryPolicy.standard();
    Duration attemptTimeout = DEFAULT_ATTEMPT_TIMEOUT;
    Duration callTimeout = DEFAULT_CALL_TIMEOUT;

    @Nullable
    Executor executor;

    @Nullable
    CallListener listener;

    @Nullable
    Supplier<Map<String, String>> callHeaders;

    @Nullable
    String application;

    Ticker ticker = Ticker.SYSTEM;

    CallEngineBuilder() {}

    /** Sets what every path is appended to. */
    public CallEngineBuilder baseUrl(URI url) {
        // Whether plain http is allowed is known at the end; everything else can be refused here.
        BaseUrl.of(Objects.requireNonNull(url, "baseUrl"), true);
        baseUrl = url;
        return this;
    }

    /** Allows plain http to other machines. */
    public CallEngineBuilder allowInsecureHttp() {
        insecureHttpAllowed = true;
        return this;
    }

    /** Sets where credentials come from. */
    public CallEngineBuilder credentials(CredentialsProvider provider) {
        credentials = Objects.requireNonNull(provider, "credentials");
        return this;
    }

    /** Sets how calls are tried again. */
    public CallEngineBuilder retryPolicy(RetryPolicy policy) {
        retryPolicy = Objects.requireNonNull(policy, "retryPolicy");
        return this;
    }

    /** Limits the coming about of a connection. */
    public CallEngineBuilder connectTimeout(Duration limit) {
        connectTimeout = TimeLimits.check("connectTimeout", limit);
        return this;
    }

    /** Limits each attempt. */
    public CallEngineBuilder attemptTimeout(Duration limit) {
        attemptTimeout = TimeLimits.check("attemptTimeout", limit);
        return this;
    }

    /** Limits each call. */
    public CallEngineBuilder callTimeout(Duration limit) {
        callTimeout = TimeLimits.check("callTimeout", limit);
        return this;
    }

    /** Changes the engine's own HTTP client before it is built. */
    public CallEngineBuilder configureHttpClient(Consumer<HttpClient.Builder> change) {
        configureHttpClient = Objects.requireNonNull(change, "configureHttpClient");
        return this;
    }

    /** Sets a client of the caller's, who keeps and closes it. */
    public CallEngineBuilder httpClient(HttpClient client) {
        httpClient = Objects.requireNonNull(client, "httpClient");
        return this;
    }

    /** Sets where asynchronous continuations run; the caller keeps and closes it. */
    public CallEngineBuilder executor(Executor continuations) {
        executor = Objects.requireNonNull(continuations, "executor");
        return this;
    }

    /** Sets who hears of calls. */
    public CallEngineBuilder listener(CallListener hears) {
        listener = Objects.requireNonNull(hears, "listener");
        return this;
    }

    /** Sets what is asked for header fields, once for each call, on the caller's thread. */
    public CallEngineBuilder callHeaders(Supplier<Map<String, String>> fields) {
        callHeaders = Objects.requireNonNull(fields, "callHeaders");
        return this;
    }

    /** Names the application in the {@code User-Agent}. */
    public CallEngineBuilder application(String nameAndVersion) {
        application = UserAgent.application(Objects.requireNonNull(nameAndVersion, "application"));
        return this;
    }

    /** Sets the clock. */
    public CallEngineBuilder ticker(Ticker clock) {
        ticker = clock;
        return this;
    }

    /**
     * Makes the engine.
     *
     * @throws IllegalStateException if something is missing or two settings exclude each other
     * @throws IllegalArgumentException if the base URL or the HTTP client is refused
     */
    public CallEngine build() {
        return new CallEngine(this);
    }

    BaseUrl checkedBaseUrl() {
        if (baseUrl == null) {
            throw new IllegalStateException("no base URL");
        }
        return BaseUrl.of(baseUrl, insecureHttpAllowed);
    }

    CredentialsProvider checkedCredentials() {
        if (credentials == null) {
            throw new IllegalStateException(
                    "no credentials; add .credentials(CredentialsProvider.fromEnvironment()), or"
                            + " .credentials(CredentialsProvider.of(Credentials.apiKey(…))), or another provider");
        }
        return credentials;
    }

    Wire wire(BaseUrl address, Timer timer, Executor ownExecutor) {
        if (httpClient != null) {
            if (configureHttpClient != null || connectTimeout != null) {
                throw new IllegalStateException("httpClient(…) brings its own settings; leave out "
                        + (configureHttpClient != null ? "configureHttpClient(…)" : "connectTimeout(…)"));
            }
            return new JdkWire(httpClient, null, new ExchangesUnderWay(), ownExecutor, timer, ticker);
        }
        // HTTP/1.1: over cleartext the default would send an h2c upgrade, which breaks some servers.
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(connectTimeout == null ? DEFAULT_CONNECT_TIMEOUT : connectTimeout);
        if (address.isCleartext()) {
            UnusedTls.applyTo(builder);
        }
        if (configureHttpClient != null) {
            configureHttpClient.accept(builder);
        }
        ExchangesUnderWay exchanges = new ExchangesUnderWay();
        HttpThreads threads = new HttpThreads(exchanges);
        return new JdkWire(builder.executor(threads).build(), threads, exchanges, ownExecutor, timer, ticker);
    }
}
