package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.core.observe.CallListener;
import co.spkey.sdk.hubs.HubsClient;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** The API that {@code SPKEY_BASE_URL} names, with the credentials that the environment holds. */
final class RealBackend implements Destination {

    private final URI baseUrl;
    private final HubsClient hubs;

    private RealBackend(URI baseUrl, HubsClient hubs) {
        this.baseUrl = baseUrl;
        this.hubs = hubs;
    }

    /**
     * Makes ready to send.
     *
     * @throws CannotStartException if there are no credentials, or the address is none that they may be sent to
     */
    static RealBackend at(String baseUrl, CallListener listener) {
        CredentialsProvider credentials = CredentialsProvider.fromEnvironment();
        try {
            // The client asks again for each request; asked here, one message stands for a failure of every hub.
            credentials.credentials();
            URI url = new URI(baseUrl);
            return new RealBackend(
                    url,
                    HubsClient.builder()
                            .baseUrl(url)
                            .credentials(credentials)
                            .application("factory-line")
                            .listener(listener)
                            .build());
        } catch (CredentialsException none) {
            throw new CannotStartException(
                    "no credentials: set SPKEY_API_KEY, SPKEY_BEARER_TOKEN or both (" + none.getMessage() + ")");
        } catch (URISyntaxException noUrl) {
            // It may hold a password, so it isn't repeated.
            throw new CannotStartException("SPKEY_BASE_URL is no URL: " + noUrl.getReason());
        } catch (IllegalArgumentException refused) {
            throw new CannotStartException("SPKEY_BASE_URL: " + refused.getMessage());
        }
    }

    @Override
    public HubsClient hubs() {
        return hubs;
    }

    @Override
    public URI baseUrl() {
        return baseUrl;
    }

    @Override
    public boolean isDemo() {
        return false;
    }

    @Override
    public List<String> opening(Manifest manifest) {
        return List.of("Provisioning the hubs of " + Printable.line(manifest.name()) + " at " + baseUrl);
    }

    @Override
    public List<String> closing() {
        return List.of();
    }

    @Override
    public void close() {
        hubs.close();
    }
}
