package co.spkey.sdk.examples.springboot;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings below {@code spkey} in {@code application.properties}.
 *
 * @param baseUrl where the API is
 * @param apiKey the organisation's key; leave it to the environment: {@code SPKEY_API_KEY}
 * @param callTimeout how long a call may take, retries included
 */
@ConfigurationProperties("spkey")
public record SpkeyProperties(
        URI baseUrl, String apiKey, @DefaultValue("30s") Duration callTimeout) {

    public SpkeyProperties {
        if (baseUrl == null || apiKey == null || apiKey.isBlank()) {
            throw new IllegalArgumentException("set spkey.base-url, and spkey.api-key by SPKEY_API_KEY");
        }
    }

    /** A record would show the key. */
    @Override
    public String toString() {
        return "SpkeyProperties[baseUrl=" + baseUrl + ", callTimeout=" + callTimeout + "]";
    }
}
