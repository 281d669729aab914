package co.spkey.sdk.examples.proxymtls;

import static java.nio.charset.StandardCharsets.UTF_8;

import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.hubs.HubsClient;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

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
     * A client whose requests go through a proxy that wants a name and a password. They go into a header field, which the JDK
     * shows to the proxy alone: with an {@code Authenticator}, JDKs before 24 would leave out the bearer token. For an https API
     * the JVM has to be started with {@code -Djdk.http.auth.tunneling.disabledSchemes=}, since the JDK shows no Basic password
     * to a proxy in front of https otherwise.
     *
     * @param password asked for at each call
     */
    public static HubsClient behindProxy(
            URI api, CredentialsProvider credentials, InetSocketAddress proxy, String user, Supplier<String> password) {
        return HubsClient.builder()
                .baseUrl(api)
                .credentials(credentials)
                .configureHttpClient(http -> http.proxy(ProxySelector.of(proxy)))
                .callHeaders(() -> Map.of("Proxy-Authorization", basic(user, password.get())))
                .build();
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
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
