package co.spkey.sdk.hubs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A few answers are taken in on the thread that reads for all exchanges of a client, but nothing of a caller's runs there: it
 * may wait for anything, and they would wait with it.
 */
@Timeout(60)
class SelectorThreadTest {

    private static final HeldCertificate CERTIFICATE =
            new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();

    private final Set<String> ran = ConcurrentHashMap.newKeySet();

    private void here() {
        ran.add(Thread.currentThread().getName());
    }

    private static HubsClient client(URI url, Consumer<HttpClient.Builder> settings) {
        return Stub.client(new SkippingTicker())
                .baseUrl(url)
                .allowInsecureHttp()
                .configureHttpClient(settings)
                .build();
    }

    private void assertNothingRanThere(URI url, Consumer<HttpClient.Builder> settings) {
        try (HubsClient hubs = client(url, settings)) {
            hubs.provision(Stub.REQUEST);
            hubs.provision(Stub.REQUEST);
        }
        assertThat(ran).isNotEmpty().noneMatch(name -> name.contains("Selector"));
    }

    private static MockWebServer tls() throws Exception {
        MockWebServer server = new MockWebServer();
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(CERTIFICATE)
                .build()
                .sslSocketFactory());
        server.enqueue(Stub.json(201, Stub.CREATED).build());
        server.enqueue(Stub.json(201, Stub.REPEATED).build());
        server.start();
        return server;
    }

    private static SSLContext trusting(Runnable asked) throws GeneralSecurityException {
        SSLContext ssl = SSLContext.getInstance("TLS");
        ssl.init(null, new TrustManager[] {new Trusting(asked)}, null);
        return ssl;
    }

    @Test
    void runsNoTrustManager() throws Exception {
        SSLContext ssl = trusting(this::here);
        try (MockWebServer server = tls()) {
            assertNothingRanThere(server.url("/").uri(), http -> http.sslContext(ssl));
        }
    }

    private static final class Trusting extends X509ExtendedTrustManager {

        private final Runnable asked;

        Trusting(Runnable asked) {
            this.asked = asked;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {
            asked.run();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {
            asked.run();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {
            asked.run();
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

    @Test
    void runsNoCookieHandler() {
        try (Stub stub = new Stub().answer(201, Stub.CREATED).answer(201, Stub.REPEATED)) {
            assertNothingRanThere(
                    stub.server.url("/").uri(),
                    http -> http.cookieHandler(new CookieHandler() {
                        @Override
                        public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
                            return Map.of();
                        }

                        @Override
                        public void put(URI uri, Map<String, List<String>> headers) {
                            here();
                        }
                    }));
        }
    }

    @Test
    void runsNoAuthenticator() {
        MockResponse whoAreYou = new MockResponse.Builder()
                .code(407)
                .addHeader("Proxy-Authenticate", "Basic realm=\"line\"")
                .build();
        try (Stub proxy = new Stub().answer(201, Stub.CREATED).answer(whoAreYou).answer(201, Stub.REPEATED)) {
            InetSocketAddress address = new InetSocketAddress("localhost", proxy.server.getPort());
            assertNothingRanThere(
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
