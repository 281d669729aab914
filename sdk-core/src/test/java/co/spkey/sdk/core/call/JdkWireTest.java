package co.spkey.sdk.core.call;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JdkWireTest {

    /**
     * As an agent changes the JDK's client: what it returns instead of the JDK's future, each other time, doesn't pass a
     * cancellation on.
     */
    private static final class Instrumented extends HttpClient {

        private final HttpClient client;
        private int exchanges;

        Instrumented(HttpClient client) {
            this.client = client;
        }

        @Override
        public <T> CompletableFuture<HttpResponse<T>> sendAsync(
                HttpRequest request, HttpResponse.BodyHandler<T> handler) {
            CompletableFuture<HttpResponse<T>> jdks = client.sendAsync(request, handler);
            exchanges++;
            if (exchanges % 2 == 1) {
                return jdks;
            }
            CompletableFuture<HttpResponse<T>> instead = new CompletableFuture<>();
            jdks.whenComplete((response, failure) -> {
                if (failure == null) {
                    instead.complete(response);
                } else {
                    instead.completeExceptionally(failure);
                }
            });
            return instead;
        }

        @Override
        public <T> CompletableFuture<HttpResponse<T>> sendAsync(
                HttpRequest request, HttpResponse.BodyHandler<T> handler, HttpResponse.PushPromiseHandler<T> pushes) {
            return sendAsync(request, handler);
        }

        @Override
        public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
                throws IOException, InterruptedException {
            return client.send(request, handler);
        }

        @Override
        public Optional<CookieHandler> cookieHandler() {
            return client.cookieHandler();
        }

        @Override
        public Optional<Duration> connectTimeout() {
            return client.connectTimeout();
        }

        @Override
        public Redirect followRedirects() {
            return client.followRedirects();
        }

        @Override
        public Optional<ProxySelector> proxy() {
            return client.proxy();
        }

        @Override
        public SSLContext sslContext() {
            return client.sslContext();
        }

        @Override
        public SSLParameters sslParameters() {
            return client.sslParameters();
        }

        @Override
        public Optional<Authenticator> authenticator() {
            return client.authenticator();
        }

        @Override
        public Version version() {
            return client.version();
        }

        @Override
        public Optional<Executor> executor() {
            return client.executor();
        }
    }

    @Test
    void endsLateExchangesWhoseFutureDoesNotPassACancellationOn() throws Exception {
        ExchangesUnderWay exchanges = new ExchangesUnderWay();
        HttpThreads threads = new HttpThreads(exchanges);
        HttpClient jdks = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(threads)
                .build();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                OwnExecutor executor = new OwnExecutor();
                Timer timer = new Timer("timer", Ticker.SYSTEM)) {
            JdkWire wire = new JdkWire(new Instrumented(jdks), threads, exchanges, executor, timer, Ticker.SYSTEM);
            WireRequest request = new WireRequest(
                    "POST",
                    URI.create("http://localhost:" + silent.getLocalPort()),
                    new String[] {"Accept", "application/json"},
                    new byte[] {'{'});
            endsLate(silent, wire, request);
            // Before this one it isn't known that there are others.
            CompletableFuture<Answer> answered = wire.sendAsync(request, Duration.ofSeconds(20));
            try (Socket connection = silent.accept()) {
                connection.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(US_ASCII));
                assertThat(answered.get(20, SECONDS).status()).isEqualTo(204);
            }
            endsLate(silent, wire, request);
            endsLate(silent, wire, request);
        } finally {
            threads.close();
        }
    }

    private static void endsLate(ServerSocket silent, JdkWire wire, WireRequest request) throws IOException {
        CompletableFuture<Answer> answer = wire.sendAsync(request, Duration.ofMillis(300));
        try (Socket connection = silent.accept()) {
            connection.setSoTimeout(20_000);
            assertThat(answer)
                    .failsWithin(20, SECONDS)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOfSatisfying(
                            WireException.class,
                            late -> assertThat(late.kind()).isEqualTo(WireException.Kind.TIMED_OUT));
            // Ends once the client has closed it.
            InputStream sent = connection.getInputStream();
            assertThat(sent.readAllBytes())
                    .asString()
                    .startsWith("POST / HTTP/1.1")
                    .endsWith("{");
        }
    }
}
