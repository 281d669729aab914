package co.spkey.sdk.core.credentials;

/**
 * How a client shows its id and secret to a token endpoint (RFC 6749 §2.3.1). Later versions may know more ways.
 *
 * @since 1.0
 */
public enum ClientAuthentication {
    /**
     * {@code client_secret_basic}: in the {@code Authorization} header, which every conforming server understands.
     */
    CLIENT_SECRET_BASIC,

    /**
     * {@code client_secret_post}: as {@code client_id} and {@code client_secret} in the request's body. Auth0 expects
     * this of an application whose authentication method is set to "Client Secret (Post)".
     */
    CLIENT_SECRET_POST
}
