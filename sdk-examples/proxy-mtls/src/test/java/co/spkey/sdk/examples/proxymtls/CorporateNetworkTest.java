package co.spkey.sdk.examples.proxymtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.core.error.UnexpectedStatusException;
import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import co.spkey.sdk.hubs.ProvisionOutcome;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import javax.net.ssl.SSLContext;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CorporateNetworkTest {

    private static final CredentialsProvider KEY =
            CredentialsProvider.of(Credentials.apiKey(ReferenceServer.DEFAULT_API_KEY));

    private static final CredentialsProvider TOKEN =
            CredentialsProvider.of(Credentials.bearerToken(ReferenceServer.DEFAULT_BEARER_TOKEN));

    private static final ProvisionHubRequest HUB = ProvisionHubRequest.of("hub-1", "SN-1", "M-1");

    private static final String CREATED = "{\"success\":true,\"aggregateId\":\"hub-1\",\"version\":1,\"event\":null}";

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    @Test
    void callsGoThroughTheProxy() throws IOException {
        try (ReferenceServer api = ReferenceServer.start();
                Proxy proxy = new Proxy(null);
                HubsClient hubs = CorporateNetwork.behindProxy(api.baseUrl(), KEY, proxy.address())) {
            assertThat(hubs.provision(HUB).outcome()).isEqualTo(ProvisionOutcome.PROVISIONED);

            assertThat(proxy.passed()).containsExactly(api.baseUrl() + "/hubs/hub-1/ProvisionHub");
        }
    }

    @Test
    void thePasswordIsShownToTheProxyAndTheTokenToTheApi() throws IOException {
        try (ReferenceServer api = ReferenceServer.start();
                Proxy proxy = new Proxy("line-7:sekret");
                HubsClient hubs =
                        CorporateNetwork.behindProxy(api.baseUrl(), TOKEN, proxy.address(), "line-7", () -> "sekret")) {
            assertThat(hubs.provision(HUB).outcome()).isEqualTo(ProvisionOutcome.PROVISIONED);
        }
    }

    @Test
    void aProxyThatRefusesIsSaid() throws IOException {
        try (ReferenceServer api = ReferenceServer.start();
                Proxy proxy = new Proxy("line-7:sekret");
                HubsClient hubs = CorporateNetwork.behindProxy(api.baseUrl(), KEY, proxy.address())) {
            assertThatThrownBy(() -> hubs.provision(HUB))
                    .isInstanceOf(UnexpectedStatusException.class)
                    .hasMessageContaining("407");
            assertThat(api.requests().count()).isZero();
        }
    }

    private static Path store(Path file, String alias, HeldCertificate held, boolean withKey)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        if (withKey) {
            PrivateKey key = held.keyPair().getPrivate();
            store.setKeyEntry(alias, key, PASSWORD, new Certificate[] {held.certificate()});
        } else {
            store.setCertificateEntry(alias, held.certificate());
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
        return file;
    }

    @Test
    void theGatewaySeesTheClientsCertificate() throws Exception {
        HeldCertificate gateway = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        HeldCertificate client =
                new HeldCertificate.Builder().commonName("line-7").build();
        Path keys = store(folder.resolve("client.p12"), "client", client, true);
        Path trust = store(folder.resolve("trust.p12"), "gateway", gateway, false);
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(new HandshakeCertificates.Builder()
                    .heldCertificate(gateway)
                    .addTrustedCertificate(client.certificate())
                    .build()
                    .sslSocketFactory());
            server.requireClientAuth();
            server.enqueue(new MockResponse(200, okhttp3.Headers.EMPTY, CREATED));
            server.start();
            URI api = URI.create("https://localhost:" + server.getPort());

            try (HubsClient hubs =
                    CorporateNetwork.withCertificate(api, KEY, MutualTls.context(keys, trust, PASSWORD))) {
                hubs.provision(HUB);
            }
            assertThat(server.takeRequest().getHandshake().peerPrincipal().getName())
                    .isEqualTo("CN=line-7");

            // Without the certificate nobody gets in.
            SSLContext trustAlone =
                    MutualTls.context(store(folder.resolve("x.p12"), "x", gateway, false), trust, PASSWORD);
            try (HubsClient hubs = CorporateNetwork.withCertificate(api, KEY, trustAlone)) {
                assertThatThrownBy(() -> hubs.provision(HUB)).isInstanceOf(SpkeyException.class);
            }
            assertThat(server.getRequestCount()).isEqualTo(1);
        }
    }

    @Test
    void aServerThatIsNotInTheTrustStoreIsNotTrusted() throws Exception {
        HeldCertificate gateway = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        HeldCertificate other =
                new HeldCertificate.Builder().commonName("other").build();
        Path keys = store(folder.resolve("client.p12"), "client", other, true);
        Path trust = store(folder.resolve("trust.p12"), "other", other, false);
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(new HandshakeCertificates.Builder()
                    .heldCertificate(gateway)
                    .build()
                    .sslSocketFactory());
            server.start();
            try (HubsClient hubs = CorporateNetwork.withCertificate(
                    URI.create("https://localhost:" + server.getPort()),
                    KEY,
                    MutualTls.context(keys, trust, PASSWORD))) {
                assertThatThrownBy(() -> hubs.provision(HUB))
                        .isInstanceOf(SpkeyException.class)
                        .hasMessageContaining("trust");
            }
        }
    }
}
