package co.spkey.sdk.core.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import co.spkey.sdk.core.error.CredentialsException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes the access token request of the client credentials grant (RFC 6749 §4.4.2; PH-AUTH-07). */
final class TokenRequest {

    private final URI endpoint;
    private final String clientId;
    private final Supplier<String> clientSecret;
    private final ClientAuthentication authentication;
    private final @Nullable String audience;
    private final @Nullable String scope;

    TokenRequest(
            URI endpoint,
            String clientId,
            Supplier<String> clientSecret,
            ClientAuthentication authentication,
            @Nullable String audience,
            @Nullable String scope) {
        this.endpoint = endpoint;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.authentication = authentication;
        this.audience = audience;
        this.scope = scope;
    }

    /** A request ready to be sent, and what must not come out of its answer. */
    static final class Prepared {

        private final HttpRequest request;
        private final SecretMask mask;

        private Prepared(HttpRequest request, SecretMask mask) {
            this.request = request;
            this.mask = mask;
        }

        HttpRequest request() {
            return request;
        }

        SecretMask mask() {
            return mask;
        }
    }

    /** Asks for the secret, which may have been rotated since the last request, and so may block. */
    Prepared prepare() throws TokenFailure {
        String secret = secret();
        String basic = Base64.getEncoder().encodeToString((encoded(clientId) + ":" + encoded(secret)).getBytes(UTF_8));
        StringBuilder form = new StringBuilder("grant_type=client_credentials");
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json");
        switch (authentication) {
            case CLIENT_SECRET_BASIC -> request.header("Authorization", "Basic " + basic);
            case CLIENT_SECRET_POST -> {
                append(form, "client_id", clientId);
                append(form, "client_secret", secret);
            }
        }
        append(form, "audience", audience);
        append(form, "scope", scope);
        return new Prepared(
                request.POST(BodyPublishers.ofString(form.toString())).build(), mask(secret, basic));
    }

    private String secret() throws TokenFailure {
        String secret;
        try {
            secret = clientSecret.get();
        } catch (CredentialsException told) {
            throw TokenFailure.lasting("the client secret's supplier failed: " + told.getMessage(), told);
        } catch (Exception failed) {
            // Checked ones too, which other languages throw at will. What another exception says may hold anything, the
            // secret included.
            throw TokenFailure.lasting(
                    "the client secret's supplier failed: " + failed.getClass().getName(), failed);
        }
        String problem = problem(secret);
        if (problem != null) {
            throw TokenFailure.lasting(
                    "the client secret's supplier gave a value that can't be used: " + problem, null);
        }
        return secret;
    }

    /** Says what keeps a value from being a client secret, or null; RFC 6749 appendix A.2, though not ASCII alone. */
    static @Nullable String problem(@Nullable String secret) {
        if (secret == null || secret.isBlank()) {
            return "it is " + (secret == null ? "null" : "blank");
        }
        for (int i = 0; i < secret.length(); i++) {
            if (Character.isISOControl(secret.charAt(i))) {
                return "it holds a control character, such as a line break, at position " + i + " of "
                        + secret.length();
            }
        }
        return null;
    }

    private static void append(StringBuilder form, String name, @Nullable String value) {
        if (value != null) {
            form.append('&').append(name).append('=').append(encoded(value));
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }

    private static SecretMask mask(String secret, String basic) {
        List<String> secrets = new ArrayList<>(List.of(secret, encoded(secret), basic));
        secrets.add(encoded(secret).replace("+", "%20"));
        return new SecretMask(secrets);
    }
}
