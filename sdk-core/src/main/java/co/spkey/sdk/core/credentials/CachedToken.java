package co.spkey.sdk.core.credentials;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A token in use: until when it may be used, and from when on a new one is fetched beside it. */
final class CachedToken {

    /** The most of a lifetime that the refresh margin may take: a short-lived token still serves many calls. */
    static final int LARGEST_SHARE = 4;

    private final Credentials token;
    private final long refreshAt;
    private final long expiresAt;
    private volatile Credentials latest;

    private CachedToken(Credentials token, Credentials latest, long refreshAt, long expiresAt) {
        this.token = token;
        this.latest = latest;
        this.refreshAt = refreshAt;
        this.expiresAt = expiresAt;
    }

    /**
     * Takes a token into use.
     *
     * @param requestedAt when its request was begun: the lifetime can't have started sooner
     */
    static CachedToken of(IssuedToken issued, long requestedAt, Duration margin, TokenClock clock) {
        Duration share = issued.lifetime().dividedBy(LARGEST_SHARE);
        Duration ahead = margin.compareTo(share) < 0 ? margin : share;
        // Jitter: many processes that started together don't come for their next token in the same instant.
        Duration later = clock.partOf(ahead.dividedBy(2));
        long expiresAt = requestedAt + issued.lifetime().toNanos();
        long refreshAt = expiresAt - ahead.minus(later).toNanos();
        return new CachedToken(issued.credentials(), issued.credentials(), refreshAt, expiresAt);
    }

    boolean isUsable(long now) {
        return now - expiresAt < 0;
    }

    boolean isDueForRefresh(long now) {
        return now - refreshAt >= 0;
    }

    /** The same token, but not to be used beyond the given moment. */
    CachedToken until(long moment) {
        return moment - expiresAt < 0 ? new CachedToken(token, latest, refreshAt, moment) : this;
    }

    /** Returns the token with the key beside it, the same instance while the key is the same. */
    Credentials with(@Nullable String key) {
        String bearer = token.bearerToken();
        if (key == null || bearer == null) {
            return token;
        }
        Credentials last = latest;
        if (!key.equals(last.apiKey())) {
            last = Credentials.of(bearer, key);
            latest = last;
        }
        return last;
    }

    /** Whether these are what this token's callers have got last: if not, they have been replaced since. */
    boolean isWhatWasGiven(Credentials credentials) {
        return latest.equals(credentials);
    }
}
