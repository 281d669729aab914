package co.spkey.sdk.hubs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.spkey.sdk.core.error.ConnectionException;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the other side's fatal alerts (RFC 8446 §6.2) tell: some that it refuses to talk to us, others nothing. */
class TlsAlertTest {

    private static final HeldCertificate CERTIFICATE =
            new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();

    private static final HandshakeCertificates BOTH = new HandshakeCertificates.Builder()
            .heldCertificate(CERTIFICATE)
            .addTrustedCertificate(CERTIFICATE.certificate())
            .build();

    /** Applies each request, and then meets a record that somebody on the way has broken: its answer is a fatal alert. */
    private static final class AlertingServer implements Closeable {

        private final AtomicInteger applied = new AtomicInteger();
        private final SSLServerSocket server;
        private final ServerSocket way;

        AlertingServer(String protocol) throws IOException {
            server = (SSLServerSocket) BOTH.sslContext()
                    .getServerSocketFactory()
                    .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
            server.setEnabledProtocols(new String[] {protocol});
            way = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            background(this::serve);
        }

        private interface Action {
            void run() throws IOException;
        }

        private static void background(Action action) {
            Thread thread = new Thread(() -> {
                try {
                    action.run();
                } catch (IOException over) {
                    // The connection's end, or the test's.
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        /** One connection after the other, which is all that one call makes. */
        private void serve() throws IOException {
            while (true) {
                try (Socket client = way.accept();
                        Socket onTheWay = new Socket(server.getInetAddress(), server.getLocalPort());
                        SSLSocket end = (SSLSocket) server.accept()) {
                    background(() -> client.getInputStream().transferTo(onTheWay.getOutputStream()));
                    background(() -> onTheWay.getInputStream().transferTo(client.getOutputStream()));
                    readRequest(end.getInputStream());
                    applied.incrementAndGet();
                    byte[] broken = new byte[45];
                    broken[0] = 23; // Application data, TLS 1.2 as all records say, 40 bytes.
                    broken[1] = 3;
                    broken[2] = 3;
                    broken[4] = 40;
                    onTheWay.getOutputStream().write(broken);
                    assertThat(end.getInputStream().read()).isNegative();
                } catch (IOException alert) {
                    if (way.isClosed()) {
                        throw alert;
                    }
                }
            }
        }

        private static void readRequest(InputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("the client has gone");
                }
                head.append((char) next);
            }
            String text = head.toString().toLowerCase(Locale.ROOT);
            int length = text.indexOf("content-length:") + 15;
            int size = Integer.parseInt(
                    text.substring(length, text.indexOf('\r', length)).strip());
            assertThat(new String(in.readNBytes(size), ISO_8859_1)).contains("SN-1");
        }

        URI url() {
            return URI.create("https://localhost:" + way.getLocalPort());
        }

        @Override
        public void close() throws IOException {
            way.close();
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"BLOCKING, TLSv1.2", "ASYNC, TLSv1.2", "BLOCKING, TLSv1.3", "ASYNC, TLSv1.3"})
    void afterTheRequestIsALostConnection(CallPath path, String protocol) throws Exception {
        try (AlertingServer server = new AlertingServer(protocol);
                HubsClient hubs = Stub.client(new SkippingTicker())
                        .baseUrl(server.url())
                        .configureHttpClient(http -> http.sslContext(BOTH.sslContext()))
                        .retryPolicy(RetryPolicy.builder().maxAttempts(2).build())
                        .build()) {
            ConnectionException failure =
                    catchThrowableOfType(ConnectionException.class, () -> path.provision(hubs, Stub.REQUEST));

            assertThat(server.applied).hasValue(2);
            assertThat(failure.attempts()).isEqualTo(2);
            assertThat(failure.outcomeUnknown()).isTrue();
            assertThat(failure.notTrusted()).isFalse();
            assertThat(failure).message().doesNotContain("trust store");
        }
    }

    @ParameterizedTest
    @CsvSource({"BLOCKING, false", "ASYNC, false", "BLOCKING, true", "ASYNC, true"})
    void areNotWhatAServerSendsThatHangsUpInTheHandshake(CallPath path, boolean reset) throws Exception {
        try (RawServer server = new RawServer(connection -> {
                    connection.read();
                    if (reset) {
                        connection.reset();
                    }
                });
                HubsClient hubs = Stub.client(new SkippingTicker())
                        .baseUrl(URI.create(server.url().toString().replace("http:", "https:")))
                        .retryPolicy(RetryPolicy.builder().maxAttempts(2).build())
                        .build()) {
            ConnectionException failure =
                    catchThrowableOfType(ConnectionException.class, () -> path.provision(hubs, Stub.REQUEST));

            assertThat(failure.attempts()).isEqualTo(2);
            assertThat(failure.notTrusted()).isFalse();
            assertThat(failure).message().doesNotContain("trust store");
        }
    }

    @ParameterizedTest
    @EnumSource
    void fromAServerThatMissesACertificateIsARefusal(CallPath path) throws Exception {
        try (SSLServerSocket server = (SSLServerSocket) BOTH.sslContext()
                        .getServerSocketFactory()
                        .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
                HubsClient hubs = Stub.client(new SkippingTicker())
                        .baseUrl(URI.create("https://localhost:" + server.getLocalPort()))
                        .configureHttpClient(http -> http.sslContext(new HandshakeCertificates.Builder()
                                .addTrustedCertificate(CERTIFICATE.certificate())
                                .build()
                                .sslContext()))
                        .build()) {
            server.setNeedClientAuth(true);
            AlertingServer.background(() -> {
                try (SSLSocket end = (SSLSocket) server.accept()) {
                    end.startHandshake();
                }
            });
            ConnectionException failure =
                    catchThrowableOfType(ConnectionException.class, () -> path.provision(hubs, Stub.REQUEST));

            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(failure.outcomeUnknown()).isFalse();
            assertThat(failure.notTrusted()).isTrue();
        }
    }
}
