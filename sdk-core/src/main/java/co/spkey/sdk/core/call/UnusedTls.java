package co.spkey.sdk.core.call;

import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * The TLS of a client that never speaks it: its only address is plain http, and it follows no redirect. Without this the
 * JDK's client reads the trust store when it is built, a third of the time from a program's start to its first answer.
 */
final class UnusedTls {

    private UnusedTls() {}

    /** Gives the client a context that trusts nobody, so what should never be used can't do harm either. */
    static void applyTo(HttpClient.Builder client) {
        SSLContext trustingNobody;
        try {
            trustingNobody = SSLContext.getInstance("TLS");
            trustingNobody.init(new KeyManager[0], new TrustManager[0], null);
        } catch (GeneralSecurityException | RuntimeException refused) {
            return; // Another provider's may insist on managers; then the JDK decides what its client has.
        }
        client.sslContext(trustingNobody);
    }
}
