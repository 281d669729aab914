package co.spkey.sdk.examples.proxymtls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS with a certificate of the client's own, as some gateways ask for. */
public final class MutualTls {

    private MutualTls() {}

    /**
     * Makes a context for {@code HttpClient.Builder.sslContext}.
     *
     * @param keyStore a PKCS #12 file with the client's key and certificate
     * @param trustStore a PKCS #12 file with the certificates that servers are trusted by; the JDK's own are not trusted then
     * @param password that of both files
     * @throws IOException if a file can't be read, or the password is wrong
     * @throws GeneralSecurityException if a file holds something that can't be used
     */
    public static SSLContext context(Path keyStore, Path trustStore, char[] password)
            throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(keyStore, password), password);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(load(trustStore, password));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore load(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        return store;
    }
}
