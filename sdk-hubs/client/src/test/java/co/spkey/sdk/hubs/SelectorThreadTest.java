package co.spkey.sdk.hubs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nothing of a caller's runs on the thread that reads for all exchanges of a client: it may wait for anything, and they
 * would wait with it.
 */
class SelectorThreadTest {

    private final Set<String> ran = ConcurrentHashMap.newKeySet();

    private void here() {
        ran.add(Thread.currentThread().getName());
    }

    private void call(CallPath path, URI url, Consumer<HttpClient.Builder> settings) {
        try (HubsClient hubs = Stub.client(new SkippingTicker())
                .baseUrl(url)
                .allowInsecureHttp()
                .configureHttpClient(settings)
                .build()) {
            path.provision(hubs, Stub.REQUEST);
            path.provision(hubs, Stub.REQUEST);
        }
        assertThat(ran).isNotEmpty().noneMatch(name -> name.contains("Selector"));
    }

    @ParameterizedTest
    @EnumSource
    void runsNoTrustManager(CallPath path) throws Exception {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        SSLContext ssl = SSLContext.getInstance("TLS");
        ssl.init(null, new TrustManager[] {new Trusting()}, null);
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(new HandshakeCertificates.Builder()
                    .heldCertificate(certificate)
                    .build()
                    .sslSocketFactory());
            server.enqueue(Stub.json(201, Stub.CREATED).build());
            server.enqueue(Stub.json(201, Stub.REPEATED).build());
            server.start();
            call(path, server.url("/").uri(), http -> http.sslContext(ssl));
        }
    }

    private final class Trusting extends X509ExtendedTrustManager {

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {
            here();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {
            here();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {
            here();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @ParameterizedTest
    @EnumSource
    void runsNoCookieHandler(CallPath path) {
        try (Stub stub = new Stub().answer(201, Stub.CREATED).answer(201, Stub.REPEATED)) {
            call(
                    path,
                    stub.server.url("/").uri(),
                    http -> http.cookieHandler(new CookieHandler() {
                        @Override
                        public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
                            return Map.of();
                        }

                        @Override
                        public void put(URI uri, Map<String, List<String>> headers) throws IOException {
                            here();
                        }
                    }));
        }
    }

    @ParameterizedTest
    @EnumSource
    void runsNoAuthenticator(CallPath path) {
        MockResponse whoAreYou = new MockResponse.Builder()
                .code(407)
                .addHeader("Proxy-Authenticate", "Basic realm=\"line\"")
                .build();
        try (Stub proxy = new Stub().answer(201, Stub.CREATED).answer(whoAreYou).answer(201, Stub.REPEATED)) {
            InetSocketAddress address = new InetSocketAddress("localhost", proxy.server.getPort());
            call(
                    path,
                    URI.create("http://hubs.example"),
                    http -> http.proxy(ProxySelector.of(address)).authenticator(new Authenticator() {
                        @Override
                        protected PasswordAuthentication getPasswordAuthentication() {
                            here();
                            return new PasswordAuthentication("u", "p".toCharArray());
                        }
                    }));
        }
    }
}
