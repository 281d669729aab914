package co.spkey.sdk.hubs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import co.spkey.sdk.core.CallOptions;
import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.error.ApiException;
import co.spkey.sdk.core.error.CallTimeoutException;
import co.spkey.sdk.core.error.ConnectionException;
import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.core.error.UnauthorizedException;
import co.spkey.sdk.core.error.UnexpectedStatusException;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that don't come about, certificates, HTTP/2, redirects. */
class TransportTest {

    private static final HeldCertificate CERTIFICATE =
            new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();

    private static final HandshakeCertificates SERVER =
            new HandshakeCertificates.Builder().heldCertificate(CERTIFICATE).build();

    private static final HandshakeCertificates TRUSTING = new HandshakeCertificates.Builder()
            .addTrustedCertificate(CERTIFICATE.certificate())
            .build();

    private static MockWebServer tls() {
        MockWebServer server = new MockWebServer();
        server.useHttps(SERVER.sslSocketFactory());
        return server;
    }

    private static URI url(MockWebServer server) {
        return URI.create("https://localhost:" + server.getPort());
    }

    @ParameterizedTest
    @EnumSource
    void triesACertificateThatIsNotTrustedOnce(CallPath path) throws Exception {
        try (MockWebServer server = tls()) {
            server.start();
            Events events = new Events();
            try (HubsClient hubs = Stub.client(new SkippingTicker())
                    .baseUrl(url(server))
                    .listener(events)
                    .build()) {
                ConnectionException failure =
                        catchThrowableOfType(ConnectionException.class, () -> path.provision(hubs, Stub.REQUEST));

                assertThat(failure.attempts()).isEqualTo(1);
                assertThat(failure.outcomeUnknown()).isFalse();
                assertThat(failure).hasMessageContaining("check its certificate and this client's trust store");
                assertThat(failure.notTrusted()).isTrue();
                assertThat(server.getRequestCount()).isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void triesACertificateForAnotherHostOnce(CallPath path) throws Exception {
        HeldCertificate other = new HeldCertificate.Builder()
                .addSubjectAlternativeName("elsewhere.example")
                .build();
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(new HandshakeCertificates.Builder()
                    .heldCertificate(other)
                    .build()
                    .sslSocketFactory());
            server.start();
            HandshakeCertificates trusting = new HandshakeCertificates.Builder()
                    .addTrustedCertificate(other.certificate())
                    .build();
            try (HubsClient hubs = Stub.client(new SkippingTicker())
                    .baseUrl(url(server))
                    .configureHttpClient(http -> http.sslContext(trusting.sslContext()))
                    .build()) {
                ConnectionException failure =
                        catchThrowableOfType(ConnectionException.class, () -> path.provision(hubs, Stub.REQUEST));

                assertThat(failure.attempts()).isEqualTo(1);
                assertThat(failure.outcomeUnknown()).isFalse();
            }
        }
    }

    /** The default context stands for the trust store: whoever asks for it has the store read. */
    @ParameterizedTest
    @CsvSource({"https://localhost, true", "http://localhost, false", "HTTP://localhost, false"})
    void readsTheTrustStoreOnlyWhereTlsIsSpoken(URI url, boolean read) throws Exception {
        SSLContext usual = SSLContext.getDefault();
        Predicate<SSLContext> isUsual = Predicate.isEqual(usual);
        assertThat(sslContext(url, http -> {})).matches(read ? isUsual : isUsual.negate());
        SSLContext callers = TRUSTING.sslContext();
        assertThat(sslContext(url, http -> http.sslContext(callers))).isSameAs(callers);
    }

    @Test
    void trustsNobodyWhereTlsIsNotSpoken() throws Exception {
        try (MockWebServer server = tls()) {
            server.start();
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(sslContext(URI.create("http://localhost"), http -> {}))
                    .build();
            HttpRequest request = HttpRequest.newBuilder(url(server)).build();

            assertThatThrownBy(() -> client.send(request, BodyHandlers.discarding()))
                    .isInstanceOf(SSLException.class);
        }
    }

    private static SSLContext sslContext(URI url, Consumer<HttpClient.Builder> change) {
        AtomicReference<HttpClient.Builder> builder = new AtomicReference<>();
        Stub.client(new SkippingTicker())
                .baseUrl(url)
                .configureHttpClient(change.andThen(builder::set))
                .build()
                .close();
        return Objects.requireNonNull(builder.get()).build().sslContext();
    }

    @ParameterizedTest
    @CsvSource({"BLOCKING, HTTP_1_1", "ASYNC, HTTP_1_1", "BLOCKING, HTTP_2", "ASYNC, HTTP_2"})
    void goesOverTlsAndHttp2AsConfigured(CallPath path, Version version) throws Exception {
        try (MockWebServer server = tls()) {
            server.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
            server.enqueue(Stub.json(503, "{}").build());
            server.enqueue(Stub.json(201, Stub.CREATED).build());
            server.start();
            try (HubsClient hubs = Stub.client(new SkippingTicker())
                    .baseUrl(url(server))
                    .configureHttpClient(
                            http -> http.sslContext(TRUSTING.sslContext()).version(version))
                    .build()) {
                ProvisionHubResponse response = path.provision(hubs, Stub.REQUEST);

                assertThat(response.outcome()).isEqualTo(ProvisionOutcome.PROVISIONED);
                assertThat(response.metadata().attempts()).isEqualTo(2);
                assertThat(response.metadata().requestId()).isEqualTo("8c1f-AMS");
            }
            String line = server.takeRequest().getRequestLine();
            assertThat(line).endsWith(version == Version.HTTP_2 ? "HTTP/2" : "HTTP/1.1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsALateCallOverHttp2AndNoneBesideIt(CallPath path) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (MockWebServer server = tls()) {
            server.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
            server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                    if (request.getTarget().contains("late")) {
                        over.await();
                    }
                    return Stub.json(201, Stub.CREATED).build();
                }
            });
            server.start();
            try (HubsClient hubs = Stub.client(new SkippingTicker())
                    .baseUrl(url(server))
                    .configureHttpClient(
                            http -> http.sslContext(TRUSTING.sslContext()).version(Version.HTTP_2))
                    .retryPolicy(RetryPolicy.none())
                    .build()) {
                path.provision(hubs, Stub.REQUEST);
                CallOptions soon = CallOptions.builder()
                        .attemptTimeout(Duration.ofMillis(300))
                        .build();
                CompletableFuture<ProvisionHubResponse> beside =
                        hubs.provisionAsync(ProvisionHubRequest.of("late-but-patient", "s", "m"));
                CallTimeoutException failure = catchThrowableOfType(
                        CallTimeoutException.class,
                        () -> path.provision(hubs, ProvisionHubRequest.of("late", "s", "m"), soon));

                assertThat(failure.outcomeUnknown()).isTrue();
                assertThat(path.provision(hubs, Stub.REQUEST).success()).isTrue();
                over.countDown();
                assertThat(beside.get(20, SECONDS).success()).isTrue();
            } finally {
                over.countDown();
            }
            for (int i = 0; i < server.getRequestCount(); i++) {
                assertThat(server.takeRequest().getConnectionIndex()).isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsNothingWhereARedirectPoints(CallPath path) throws Exception {
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            try (Stub elsewhere = new Stub();
                    Stub stub = new Stub()
                            .answer(Stub.json(status, "")
                                    .addHeader(
                                            "Location",
                                            elsewhere.server.url("/").toString())
                                    .build());
                    HubsClient hubs = stub.client().build()) {
                UnexpectedStatusException failure =
                        catchThrowableOfType(UnexpectedStatusException.class, () -> path.provision(hubs, Stub.REQUEST));

                assertThat(failure.status()).isEqualTo(status);
                assertThat(failure.attempts()).isEqualTo(1);
                assertThat(failure).hasMessageContaining("redirects are not followed");
                assertThat(elsewhere.requests()).isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Redirect.class, names = "NEVER", mode = EnumSource.Mode.EXCLUDE)
    void refusesAClientThatFollowsRedirects(Redirect redirect) {
        HttpClient following = HttpClient.newBuilder().followRedirects(redirect).build();
        HubsClient.Builder builder = HubsClient.builder().credentials(CredentialsProvider.of(Credentials.apiKey("k")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.httpClient(following).build())
                .withMessageContaining("follows redirects (" + redirect + ")");
        HubsClient.Builder configured =
                HubsClient.builder().credentials(CredentialsProvider.of(Credentials.apiKey("k")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> configured
                        .configureHttpClient(http -> http.followRedirects(redirect))
                        .build());
    }

    @ParameterizedTest
    @EnumSource
    void knowsThatNothingWasSentWhenTheConnectionDoesNotComeAbout(CallPath path) throws Exception {
        nothingIsSentWithoutAConnection(path, builder -> builder.connectTimeout(Duration.ofMillis(100)));
    }

    @ParameterizedTest
    @EnumSource
    void knowsThatNothingWasSentWhenAnAttemptEndsBeforeItsConnectionComesAbout(CallPath path) throws Exception {
        nothingIsSentWithoutAConnection(
                path, builder -> builder.connectTimeout(Duration.ofSeconds(60)).attemptTimeout(Duration.ofMillis(100)));
    }

    private static void nothingIsSentWithoutAConnection(CallPath path, UnaryOperator<HubsClient.Builder> limits)
            throws Exception {
        List<Socket> fillers = new ArrayList<>();
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // A full queue of connections: the next one hangs.
            for (int i = 0; i < 3; i++) {
                Socket filler = new Socket();
                fillers.add(filler);
                try {
                    filler.connect(listening.getLocalSocketAddress(), 200);
                } catch (SocketTimeoutException full) {
                    break;
                }
            }
            try (HubsClient hubs = limits.apply(Stub.client(new SkippingTicker()))
                    .baseUrl(URI.create("http://localhost:" + listening.getLocalPort()))
                    .retryPolicy(RetryPolicy.builder().maxAttempts(2).build())
                    .build()) {
                ConnectionException failure =
                        catchThrowableOfType(ConnectionException.class, () -> path.provision(hubs, Stub.REQUEST));

                assertThat(failure.outcomeUnknown()).isFalse();
                assertThat(failure.attempts()).isEqualTo(2);
                assertThat(failure).hasMessageContaining("no connection to http://localhost:");
            }
        } finally {
            for (Socket filler : fillers) {
                filler.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesAnUnknownHostForAConnectionThatDidNotComeAbout(CallPath path) {
        try (HubsClient hubs = Stub.client(new SkippingTicker())
                .baseUrl(URI.create("https://no-such-host.invalid"))
                .retryPolicy(RetryPolicy.none())
                .build()) {
            ConnectionException failure =
                    catchThrowableOfType(ConnectionException.class, () -> path.provision(hubs, Stub.REQUEST));

            assertThat(failure.outcomeUnknown()).isFalse();
            assertThat(failure).hasMessageContaining("unknown host");
        }
    }

    /** Libraries for metrics and traces give such a client, which waits for the end of what it sends. */
    @ParameterizedTest
    @EnumSource
    void letsAClientAroundTheJdksSeeTheEndOfEveryExchange(CallPath path) {
        ObservedHttpClient observed = new ObservedHttpClient();
        try (Stub stub = new Stub().answer(201, Stub.CREATED).answer(201, Stub.CREATED);
                HubsClient hubs = stub.client().httpClient(observed).build()) {
            path.provision(hubs, Stub.REQUEST);
            path.provision(hubs, Stub.REQUEST);

            assertThat(observed.begun()).isEqualTo(2);
            await().untilAsserted(() -> assertThat(observed.ended()).isEqualTo(2));
        }
    }

    /** JDKs before 24 make a failure of such a 401 where the client has an authenticator. */
    @ParameterizedTest
    @EnumSource
    void takesA401WithoutAChallengeForWhatItIs(CallPath path) {
        try (Stub stub = new Stub().answer(401, "{\"error\":\"Unauthorized\"}");
                HubsClient hubs = stub.client()
                        .configureHttpClient(http -> http.authenticator(new Authenticator() {}))
                        .build()) {
            UnauthorizedException failure =
                    catchThrowableOfType(UnauthorizedException.class, () -> path.provision(hubs, Stub.REQUEST));

            assertThat(failure.status()).isEqualTo(401);
            assertThat(stub.requests()).isEqualTo(1);
        }
    }

    /** JDK-8326949. */
    @ParameterizedTest
    @EnumSource
    void saysWhyABearerTokenMayNotHaveArrived(CallPath path) throws InterruptedException {
        try (Stub stub = new Stub().answer(401, "{\"error\":\"Unauthorized\"}");
                HubsClient hubs = stub.client()
                        .configureHttpClient(http -> http.authenticator(new Authenticator() {}))
                        .build()) {
            UnauthorizedException failure =
                    catchThrowableOfType(UnauthorizedException.class, () -> path.provision(hubs, Stub.REQUEST));

            boolean arrived = stub.received().getHeaders().get("Authorization") != null;
            boolean before24 = Runtime.version().feature() < 24;
            assertThat(arrived || before24).isTrue();
            assertThat(failure.toString().contains("give a proxy's password as Proxy-Authorization"))
                    .isEqualTo(before24);
        }
    }

    @ParameterizedTest
    @EnumSource
    void holdsACallToItsLimitWhenTheSuppliedClientsExecutorIsStuck(CallPath path) {
        holdsToItsLimitOnAStuckExecutor(path, work -> new Thread(work).start());
    }

    @ParameterizedTest
    @EnumSource
    void doesSoForAForkJoinThreadToo(CallPath path) {
        holdsToItsLimitOnAStuckExecutor(path, new ForkJoinPool(1));
    }

    /** The JDK never tells of a time-out that it can't report on the client's executor. */
    private static void holdsToItsLimitOnAStuckExecutor(CallPath path, Executor caller) {
        List<Executor> stuck = List.of(work -> {}, work -> {
            throw new RejectedExecutionException("shut down");
        });
        for (Executor executor : stuck) {
            Events events = new Events();
            HttpClient broken = HttpClient.newBuilder().executor(executor).build();
            try (Stub stub = new Stub().answer(201, Stub.CREATED);
                    HubsClient hubs = HubsClient.builder()
                            .baseUrl(stub.server.url("/").uri())
                            .credentials(CredentialsProvider.of(Credentials.apiKey("k")))
                            .httpClient(broken)
                            .callTimeout(Duration.ofMillis(200))
                            .listener(events)
                            .build()) {
                CompletableFuture<ProvisionHubResponse> call =
                        CompletableFuture.supplyAsync(() -> path.provision(hubs, Stub.REQUEST), caller);

                assertThat(call)
                        .failsWithin(Duration.ofSeconds(20))
                        .withThrowableThat()
                        .havingCause()
                        .isInstanceOf(SpkeyException.class);
                assertThat(events.ends()).hasSize(1);
            }
        }
    }

    @Test
    void asksForNoProtocolUpgradeOverCleartext() throws InterruptedException {
        try (Stub stub = new Stub().answer(400, "{}");
                HubsClient hubs = stub.client().build()) {
            assertThatThrownBy(() -> hubs.provision(Stub.REQUEST)).isInstanceOf(ApiException.class);

            assertThat(stub.received().getHeaders().names()).doesNotContain("Upgrade", "HTTP2-Settings");
        }
    }
}
