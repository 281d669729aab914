package co.spkey.sdk.hubs.testkit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request may go on (PH-AUTH-03 to -05).
 *
 * <p>Where the contract is silent: at least one credential must be there, and each one that is there must be valid, so a
 * good key does not save a bad token. A field sent twice is invalid. Internal fields are looked at after the credentials
 * and answered with 403 in shape E1.
 */
final class CredentialCheck {

    private static final String BEARER = "Bearer ";

    /** What the API sets for itself; nobody else may (PH-AUTH-05). */
    static final List<String> INTERNAL_FIELDS =
            List.of("X-Org-Id", "X-User-Id", "X-User-Email", "X-Is-Admin", "X-Super-Access");

    private final AcceptedCredentials accepted;

    CredentialCheck(AcceptedCredentials accepted) {
        this.accepted = accepted;
    }

    /** Returns the answer that refuses the request, or null when it may go on. */
    @Nullable
    Answer refusalOf(ReceivedRequest request) {
        if (!credentialsAreValid(request)) {
            return ErrorAnswers.e1(401, "Unauthorized", "Missing or invalid credentials");
        }
        for (String field : INTERNAL_FIELDS) {
            if (!request.header(field).isEmpty()) {
                return ErrorAnswers.e1(403, "Forbidden", "Header " + field + " must not be sent by a caller");
            }
        }
        return null;
    }

    private boolean credentialsAreValid(ReceivedRequest request) {
        List<String> keys = request.header("X-API-Key");
        List<String> authorizations = request.header("Authorization");
        boolean any = !keys.isEmpty() || !authorizations.isEmpty();
        boolean keyIsFine = keys.isEmpty() || (keys.size() == 1 && accepted.acceptsApiKey(keys.get(0)));
        boolean tokenIsFine =
                authorizations.isEmpty() || (authorizations.size() == 1 && acceptsAuthorization(authorizations.get(0)));
        return any && keyIsFine && tokenIsFine;
    }

    private boolean acceptsAuthorization(String value) {
        String token = bearerToken(value);
        return token != null && accepted.acceptsBearerToken(token);
    }

    /** Returns the bearer token in a value of {@code Authorization}, or null when it has none. */
    static @Nullable String bearerToken(String value) {
        // RFC 9110 §11.1: the scheme's name is case-insensitive
        boolean bearer = value.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return bearer ? value.substring(BEARER.length()).strip() : null;
    }
}
