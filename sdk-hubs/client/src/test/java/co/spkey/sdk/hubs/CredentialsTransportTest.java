package co.spkey.sdk.hubs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.credentials.OAuth2ClientCredentials;
import co.spkey.sdk.core.error.ConnectionException;
import co.spkey.sdk.core.error.UnauthorizedException;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Headers;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code configureHttpClient} is for: client certificates, and proxies that ask for a password. */
class CredentialsTransportTest {

    private static final ProvisionHubRequest REQUEST = ProvisionHubRequest.of("hub-1", "SN-1", "M-1");
    private static final HeldCertificate CA =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    private static final MockResponse PROVISIONED = CredentialsTokenServer.answer(
                    200, "{\"success\":true,\"aggregateId\":\"hub-1\",\"version\":1,\"event\":null}")
            .build();

    private static final String WITH_AUTHENTICATOR = "authenticator";
    private static final String WITH_HEADER_FIELD = "header field";
    private static final Map<String, String> PASSWORD = Map.of(
            "Proxy-Authorization",
            "Basic " + Base64.getEncoder().encodeToString("proxy-user:proxy-pass".getBytes(UTF_8)));

    private final MockWebServer server = new MockWebServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private static HeldCertificate.Builder signed() {
        return new HeldCertificate.Builder().signedBy(CA);
    }

    private void startWithTls(boolean clientCertificate) throws IOException {
        HandshakeCertificates certificates = new HandshakeCertificates.Builder()
                .heldCertificate(signed().addSubjectAlternativeName("localhost").build())
                .addTrustedCertificate(CA.certificate())
                .build();
        server.useHttps(certificates.sslSocketFactory());
        if (clientCertificate) {
            server.requireClientAuth();
        }
        server.start();
    }

    private static SSLContext tls(@Nullable HeldCertificate own) {
        HandshakeCertificates.Builder certificates =
                new HandshakeCertificates.Builder().addTrustedCertificate(CA.certificate());
        if (own != null) {
            certificates.heldCertificate(own);
        }
        return certificates.build().sslContext();
    }

    private HubsClient.Builder builder() {
        return HubsClient.builder()
                .baseUrl(server.url("/").uri())
                .retryPolicy(RetryPolicy.none())
                .credentials(CredentialsProvider.of(Credentials.apiKey("the-key")));
    }

    @ParameterizedTest
    @EnumSource
    void aClientCertificateIsShownToAServerThatAsksForOne(CallPath path) throws Exception {
        startWithTls(true);
        server.enqueue(PROVISIONED);
        SSLContext context = tls(signed().commonName("line-7").build());
        try (HubsClient hubs = builder()
                .configureHttpClient(client -> client.sslContext(context))
                .build()) {
            path.provision(hubs, REQUEST);
        }
        assertThat(server.takeRequest().getHandshake().peerPrincipal().getName())
                .contains("line-7");
    }

    @ParameterizedTest
    @EnumSource
    void withoutTheCertificateThereIsNoConnection(CallPath path) throws IOException {
        startWithTls(true);
        SSLContext context = tls(null);
        try (HubsClient hubs = builder()
                .configureHttpClient(client -> client.sslContext(context))
                .build()) {
            assertThatThrownBy(() -> path.provision(hubs, REQUEST)).isInstanceOf(ConnectionException.class);
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aTokenEndpointCanAskForACertificateAsWell() throws Exception {
        startWithTls(true);
        server.enqueue(CredentialsTokenServer.answer(200, "{\"access_token\":\"the-token\",\"token_type\":\"Bearer\"}")
                .build());
        SSLContext context = tls(signed().commonName("line-7").build());
        try (OAuth2ClientCredentials token = OAuth2ClientCredentials.builder()
                .tokenEndpoint(server.url("/oauth/token").uri())
                .clientId("line-7")
                .clientSecret("hush-hush")
                .configureHttpClient(client -> client.sslContext(context))
                .build()) {
            assertThat(token.credentials()).isEqualTo(Credentials.bearerToken("the-token"));
        }
        assertThat(server.takeRequest().getHandshake().peerPrincipal().getName())
                .contains("line-7");
    }

    /** Gives the proxy its password, and nothing to anybody else who asks. */
    private static void through(InetSocketAddress proxy, HttpClient.Builder client) {
        client.proxy(ProxySelector.of(proxy)).authenticator(new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                return getRequestorType() == RequestorType.PROXY
                        ? new PasswordAuthentication("proxy-user", "proxy-pass".toCharArray())
                        : null;
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void aProxysPasswordIsGivenWhenItAsks(CallPath path) throws Exception {
        server.start();
        server.enqueue(PROVISIONED);
        try (CredentialsProxy proxy = new CredentialsProxy("proxy-user", "proxy-pass");
                HubsClient hubs = builder()
                        .configureHttpClient(client -> through(proxy.address(), client))
                        .build()) {
            path.provision(hubs, REQUEST);

            String line = "POST " + server.url("/hubs/hub-1/ProvisionHub") + " HTTP/1.1";
            assertThat(proxy.lines()).containsExactly(line, line + " with password");
        }
        assertThat(server.takeRequest().getHeaders().get("X-API-Key")).isEqualTo("the-key");
    }

    /** With an Authenticator JDKs before 24 would leave out the bearer token. */
    @ParameterizedTest
    @EnumSource
    void aProxysPasswordCanBeGivenAsAHeaderField(CallPath path) throws Exception {
        server.start();
        server.enqueue(PROVISIONED);
        try (CredentialsProxy proxy = new CredentialsProxy("proxy-user", "proxy-pass");
                HubsClient hubs = builder()
                        .credentials(CredentialsProvider.of(Credentials.bearerToken("the-token")))
                        .configureHttpClient(client -> client.proxy(ProxySelector.of(proxy.address())))
                        .callHeaders(() -> PASSWORD)
                        .build()) {
            path.provision(hubs, REQUEST);

            assertThat(proxy.lines())
                    .containsExactly("POST " + server.url("/hubs/hub-1/ProvisionHub") + " HTTP/1.1 with password");
        }
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer the-token");
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalWithoutAChallengeIsARefusalThoughThereIsAnAuthenticator(CallPath path) throws IOException {
        server.start();
        server.enqueue(
                CredentialsTokenServer.answer(401, "{\"success\":false,\"error\":\"Unauthorized\",\"message\":\"no\"}")
                        .build());
        try (CredentialsProxy proxy = new CredentialsProxy("proxy-user", "proxy-pass");
                HubsClient hubs = builder()
                        .configureHttpClient(client -> through(proxy.address(), client))
                        .build()) {
            assertThatThrownBy(() -> path.provision(hubs, REQUEST)).isInstanceOf(UnauthorizedException.class);
        }
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    /**
     * Through a tunnel the JDK gives a Basic password only if the JVM was started with an empty
     * {@code jdk.http.auth.tunneling.disabledSchemes}; it is read once, so the call is made by a JVM of its own.
     */
    @ParameterizedTest
    @EnumSource
    void aTunnelNeedsASwitchOfTheJvmForABasicPassword(CallPath path) throws Exception {
        startWithTls(false);
        server.enqueue(PROVISIONED);
        try (CredentialsProxy proxy = new CredentialsProxy("proxy-user", "proxy-pass")) {
            assertThat(runThrough(proxy, path, "", WITH_AUTHENTICATOR)).isZero();

            assertThat(proxy.lines())
                    .last()
                    .isEqualTo("CONNECT localhost:" + server.getPort() + " HTTP/1.1 with password");
            assertThat(server.getRequestCount()).isEqualTo(1);
        }
        try (CredentialsProxy proxy = new CredentialsProxy("proxy-user", "proxy-pass")) {
            assertThat(runThrough(proxy, path, "Basic", WITH_AUTHENTICATOR)).isNotZero();

            assertThat(proxy.lines()).isNotEmpty().noneMatch(line -> line.endsWith("with password"));
            assertThat(server.getRequestCount()).isEqualTo(1);
        }
    }

    /** The proxy sees the password, and the server behind it doesn't. */
    @ParameterizedTest
    @EnumSource
    void soDoesOneThatIsGivenAsAHeaderField(CallPath path) throws Exception {
        startWithTls(false);
        server.enqueue(PROVISIONED);
        try (CredentialsProxy proxy = new CredentialsProxy("proxy-user", "proxy-pass")) {
            assertThat(runThrough(proxy, path, "", WITH_HEADER_FIELD)).isZero();

            assertThat(proxy.lines())
                    .containsExactly("CONNECT localhost:" + server.getPort() + " HTTP/1.1 with password");
        }
        Headers received = server.takeRequest().getHeaders();
        assertThat(received.get("Authorization")).isEqualTo("Bearer the-token");
        assertThat(received.get("Proxy-Authorization")).isNull();
        try (CredentialsProxy proxy = new CredentialsProxy("proxy-user", "proxy-pass")) {
            assertThat(runThrough(proxy, path, "Basic", WITH_HEADER_FIELD)).isNotZero();
        }
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    private int runThrough(CredentialsProxy proxy, CallPath path, String disabledSchemes, String how)
            throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.http.auth.tunneling.disabledSchemes=" + disabledSchemes,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ThroughTunnel.class.getName(),
                        String.valueOf(proxy.address().getPort()),
                        String.valueOf(server.getPort()),
                        path.name(),
                        how))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(jvm.waitFor(2, TimeUnit.MINUTES)).isTrue();
            return jvm.exitValue();
        } finally {
            jvm.destroyForcibly();
        }
    }

    /** One call through a proxy; ends with an exit code other than zero if it fails. */
    static final class ThroughTunnel {

        private ThroughTunnel() {}

        public static void main(String[] args) {
            // The certificate is another one in this JVM, and who the server is isn't the matter here.
            HandshakeCertificates trusting = new HandshakeCertificates.Builder()
                    .addInsecureHost("localhost")
                    .build();
            InetSocketAddress proxy = new InetSocketAddress("localhost", Integer.parseInt(args[0]));
            boolean withHeaderField = args[3].equals(WITH_HEADER_FIELD);
            HubsClient.Builder client = HubsClient.builder()
                    .baseUrl(URI.create("https://localhost:" + args[1]))
                    .retryPolicy(RetryPolicy.none())
                    .configureHttpClient(http -> {
                        http.sslContext(trusting.sslContext());
                        if (withHeaderField) {
                            http.proxy(ProxySelector.of(proxy));
                        } else {
                            through(proxy, http);
                        }
                    });
            if (withHeaderField) {
                client.credentials(CredentialsProvider.of(Credentials.bearerToken("the-token")))
                        .callHeaders(() -> PASSWORD);
            } else {
                client.credentials(CredentialsProvider.of(Credentials.apiKey("the-key")));
            }
            try (HubsClient hubs = client.build()) {
                CallPath.valueOf(args[2]).provision(hubs, REQUEST);
            }
        }
    }
}
