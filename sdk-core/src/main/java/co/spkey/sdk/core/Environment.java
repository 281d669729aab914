package co.spkey.sdk.core;

import java.net.URI;

/**
 * The places where the SmartphoneKey API runs. A client takes one of them or a base URL of the caller's own.
 *
 * @since 1.0
 */
public enum Environment {
    /** Real hubs, real customers. */
    PRODUCTION("https://api.spkey.co"),

    /** For integration before going live. */
    STAGING("https://b2c-api.spk-stage.workers.dev"),

    /** What the backend's developers are working on; may change or vanish at any time. */
    DEVELOPMENT("https://b2c-api.spk-dev.workers.dev"),

    /** A backend on this machine, for example the reference server on its usual port. */
    LOCAL("http://localhost:8787");

    private final URI baseUrl;

    Environment(String baseUrl) {
        this.baseUrl = URI.create(baseUrl);
    }

    /**
     * Returns what every path of the API is appended to.
     *
     * @return an absolute URL without a trailing slash
     */
    public URI baseUrl() {
        return baseUrl;
    }
}
