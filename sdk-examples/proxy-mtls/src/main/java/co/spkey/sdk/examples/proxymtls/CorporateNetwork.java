package co.spkey.sdk.examples.proxymtls;

import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.hubs.HubsClient;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Clients for networks that don't let everybody out. */
public final class CorporateNetwork {

    private CorporateNetwork() {}

    /** A client whose requests go through a proxy. */
    public static HubsClient behindProxy(URI api, CredentialsProvider credentials, InetSocketAddress proxy) {
        return HubsClient.builder()
                .baseUrl(api)
                .credentials(credentials)
                .configureHttpClient(http -> http.proxy(ProxySelector.of(proxy)))
                .build();
    }

    /**
     * A client whose requests go through a proxy that asks for a name and a password. For an https API the JVM has to be
     * started with {@code -Djdk.http.auth.tunneling.disabledSchemes=}, since the JDK shows no Basic password to a proxy
     * in front of https otherwise.
     *
     * @param password asked for whenever the proxy wants it
     */
    public static HubsClient behindProxy(
            URI api, CredentialsProvider credentials, InetSocketAddress proxy, String user, Supplier<char[]> password) {
        Authenticator forTheProxyAlone = new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                return getRequestorType() == RequestorType.PROXY
                        ? new PasswordAuthentication(user, password.get())
                        : null;
            }
        };
        return HubsClient.builder()
                .baseUrl(api)
                .credentials(credentials)
                .configureHttpClient(http -> http.proxy(ProxySelector.of(proxy)).authenticator(forTheProxyAlone))
                .build();
    }

    /** A client that shows a certificate of its own; see {@link MutualTls}. */
    public static HubsClient withCertificate(URI api, CredentialsProvider credentials, SSLContext mutualTls) {
        return HubsClient.builder()
                .baseUrl(api)
                .credentials(credentials)
                .configureHttpClient(http -> http.sslContext(mutualTls))
                .build();
    }
}
