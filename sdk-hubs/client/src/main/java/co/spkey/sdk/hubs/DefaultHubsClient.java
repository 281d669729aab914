package co.spkey.sdk.hubs;

import co.spkey.sdk.core.CallOptions;
import co.spkey.sdk.core.Environment;
import co.spkey.sdk.core.call.CallEngine;
import co.spkey.sdk.core.call.CallEngineBuilder;
import co.spkey.sdk.core.call.Ticker;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.observe.CallListener;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The client over the call engine: each method is one operation, or two. */
final class DefaultHubsClient implements HubsClient {

    private static final ProvisionHubOperation PROVISION = new ProvisionHubOperation();

    private final CallEngine engine;

    private DefaultHubsClient(CallEngine engine) {
        this.engine = engine;
    }

    @Override
    public ProvisionHubResponse provision(ProvisionHubRequest request) {
        return provision(request, CallOptions.none());
    }

    @Override
    public ProvisionHubResponse provision(ProvisionHubRequest request, CallOptions options) {
        return engine.open(options).call(PROVISION, Objects.requireNonNull(request, "request"));
    }

    @Override
    public CompletableFuture<ProvisionHubResponse> provisionAsync(ProvisionHubRequest request) {
        return provisionAsync(request, CallOptions.none());
    }

    @Override
    public CompletableFuture<ProvisionHubResponse> provisionAsync(ProvisionHubRequest request, CallOptions options) {
        return engine.open(options).callAsync(PROVISION, Objects.requireNonNull(request, "request"));
    }

    @Override
    public ProvisionHubResponse provisionVerified(ProvisionHubRequest request) {
        return provisionVerified(request, CallOptions.none());
    }

    @Override
    public ProvisionHubResponse provisionVerified(ProvisionHubRequest request, CallOptions options) {
        return new VerifiedProvisioning(engine.open(options), Objects.requireNonNull(request, "request")).run();
    }

    @Override
    public CompletableFuture<ProvisionHubResponse> provisionVerifiedAsync(ProvisionHubRequest request) {
        return provisionVerifiedAsync(request, CallOptions.none());
    }

    @Override
    public CompletableFuture<ProvisionHubResponse> provisionVerifiedAsync(
            ProvisionHubRequest request, CallOptions options) {
        return new VerifiedProvisioning(engine.open(options), Objects.requireNonNull(request, "request")).start();
    }

    @Override
    public HubStatus status(String hubId) {
        return status(hubId, CallOptions.none());
    }

    @Override
    public HubStatus status(String hubId, CallOptions options) {
        return engine.open(options).call(HubStatusOperation.ALONE, RequestFields.hubId(hubId));
    }

    @Override
    public CompletableFuture<HubStatus> statusAsync(String hubId) {
        return statusAsync(hubId, CallOptions.none());
    }

    @Override
    public CompletableFuture<HubStatus> statusAsync(String hubId, CallOptions options) {
        return engine.open(options).callAsync(HubStatusOperation.ALONE, RequestFields.hubId(hubId));
    }

    @Override
    public BulkProvisioning.Builder bulk() {
        return new DefaultBulkProvisioning.DefaultBuilder(engine);
    }

    @Override
    public void close() {
        engine.close();
    }

    /** Hands everything to the engine's builder, but for the choice between environment and base URL. */
    static final class DefaultBuilder implements Builder {

        private final CallEngineBuilder engine = CallEngine.builder();
        private @Nullable Environment environment;
        private @Nullable URI baseUrl;

        @Override
        public Builder environment(Environment value) {
            environment = Objects.requireNonNull(value, "environment");
            return this;
        }

        @Override
        public Builder baseUrl(URI url) {
            engine.baseUrl(url);
            baseUrl = url;
            return this;
        }

        @Override
        public Builder credentials(CredentialsProvider provider) {
            engine.credentials(provider);
            return this;
        }

        @Override
        public Builder retryPolicy(RetryPolicy policy) {
            engine.retryPolicy(policy);
            return this;
        }

        @Override
        public Builder connectTimeout(Duration limit) {
            engine.connectTimeout(limit);
            return this;
        }

        @Override
        public Builder attemptTimeout(Duration limit) {
            engine.attemptTimeout(limit);
            return this;
        }

        @Override
        public Builder callTimeout(Duration limit) {
            engine.callTimeout(limit);
            return this;
        }

        @Override
        public Builder configureHttpClient(Consumer<HttpClient.Builder> change) {
            engine.configureHttpClient(change);
            return this;
        }

        @Override
        public Builder httpClient(HttpClient client) {
            engine.httpClient(client);
            return this;
        }

        @Override
        public Builder executor(Executor executor) {
            engine.executor(executor);
            return this;
        }

        @Override
        public Builder listener(CallListener listener) {
            engine.listener(listener);
            return this;
        }

        @Override
        public Builder callHeaders(Supplier<Map<String, String>> fields) {
            engine.callHeaders(fields);
            return this;
        }

        @Override
        public Builder application(String nameAndVersion) {
            engine.application(nameAndVersion);
            return this;
        }

        @Override
        public Builder allowInsecureHttp() {
            engine.allowInsecureHttp();
            return this;
        }

        /** For tests: time that can be moved on. */
        DefaultBuilder ticker(Ticker ticker) {
            engine.ticker(ticker);
            return this;
        }

        @Override
        public HubsClient build() {
            if (environment != null && baseUrl != null) {
                throw new IllegalStateException(
                        "both environment(" + environment + ") and a base URL are set; leave one of them out");
            }
            if (baseUrl == null) {
                engine.baseUrl((environment == null ? Environment.PRODUCTION : environment).baseUrl());
            }
            return new DefaultHubsClient(engine.build());
        }
    }
}
