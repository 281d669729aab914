package co.spkey.sdk.hubs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.spkey.sdk.core.error.ConnectionException;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;

/** A server that takes one HTTP/2 stream at a time. */
class StreamLimitTest {

    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int ACK = 1;
    /** Length 6, type SETTINGS, no flags, stream 0; SETTINGS_MAX_CONCURRENT_STREAMS is 1. */
    private static final byte[] ONE_STREAM = {0, 0, 6, SETTINGS, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 1};

    private static final byte[] SETTINGS_ACK = {0, 0, 0, SETTINGS, ACK, 0, 0, 0, 0};

    private final CountDownLatch limitKnownAndStreamOpen = new CountDownLatch(2);

    private void serve(SSLServerSocket listening) {
        try (SSLSocket socket = (SSLSocket) listening.accept()) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            socket.setSSLParameters(parameters);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            assertThat(new String(in.readNBytes(PREFACE.length()), US_ASCII)).isEqualTo(PREFACE);
            out.write(ONE_STREAM);
            while (true) {
                int lengthAndType = in.readInt();
                int flags = in.read();
                in.readInt();
                in.skipNBytes(lengthAndType >>> 8);
                int type = lengthAndType & 0xff;
                if (type == SETTINGS && (flags & ACK) == 0) {
                    out.write(SETTINGS_ACK);
                } else if (type == SETTINGS || type == HEADERS) {
                    limitKnownAndStreamOpen.countDown();
                }
            }
        } catch (IOException clientGone) {
            // The end of the test.
        }
    }

    @Test
    void refusesACallThatWouldNotFitAndSaysThatItWasNotSent() throws Exception {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        HandshakeCertificates both = new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .addTrustedCertificate(certificate.certificate())
                .build();
        try (SSLServerSocket listening = (SSLServerSocket)
                both.sslContext().getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> serve(listening));
            server.setDaemon(true); // Before 21 the connection stays open until the client is collected.
            server.start();
            try (HubsClient hubs = Stub.client(new SkippingTicker())
                    .baseUrl(URI.create("https://localhost:" + listening.getLocalPort()))
                    .configureHttpClient(
                            http -> http.sslContext(both.sslContext()).version(Version.HTTP_2))
                    .retryPolicy(RetryPolicy.builder().maxAttempts(2).build())
                    .build()) {
                CompletableFuture<ProvisionHubResponse> first = hubs.provisionAsync(Stub.REQUEST);
                assertThat(limitKnownAndStreamOpen.await(20, SECONDS)).isTrue();

                ConnectionException failure =
                        catchThrowableOfType(ConnectionException.class, () -> hubs.provision(Stub.REQUEST));

                assertThat(failure).hasMessageContaining("too many concurrent streams");
                assertThat(failure.attempts()).isEqualTo(2);
                assertThat(failure.outcomeUnknown()).isFalse();
                first.cancel(true);
            }
        }
    }
}
