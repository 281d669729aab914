package co.spkey.sdk.core.credentials;

import java.time.Duration;

/** A token as the server gave it. No record: its toString would show the token. */
final class IssuedToken {

    private final Credentials credentials;
    private final Duration lifetime;

    IssuedToken(Credentials credentials, Duration lifetime) {
        this.credentials = credentials;
        this.lifetime = lifetime;
    }

    Credentials credentials() {
        return credentials;
    }

    /** Counted from the request. */
    Duration lifetime() {
        return lifetime;
    }
}
