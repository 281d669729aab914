package co.spkey.sdk.core.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CachedTokenTest {

    private static final Credentials TOKEN = Credentials.bearerToken("token-1");

    private final ManualTokenClock clock = new ManualTokenClock();
    private final long start = clock.nanoTime();

    private CachedToken token(long lifetimeSeconds, long marginSeconds) {
        return CachedToken.of(
                new IssuedToken(TOKEN, Duration.ofSeconds(lifetimeSeconds)),
                start,
                Duration.ofSeconds(marginSeconds),
                clock);
    }

    private long at(long seconds) {
        return start + Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void aTokenIsUsableUntilItsLifetimeCountedFromTheRequestIsOver() {
        CachedToken token = token(600, 60);

        assertThat(token.isUsable(at(0))).isTrue();
        assertThat(token.isUsable(at(600) - 1)).isTrue();
        assertThat(token.isUsable(at(600))).isFalse();
    }

    @Test
    void itIsDueForRenewalOneMarginAheadOfItsEnd() {
        CachedToken token = token(600, 60);

        assertThat(token.isDueForRefresh(at(540) - 1)).isFalse();
        assertThat(token.isDueForRefresh(at(540))).isTrue();
    }

    @Test
    void theMarginTakesAQuarterOfTheLifetimeAtMost() {
        CachedToken token = token(60, 60);

        assertThat(token.isDueForRefresh(at(45) - 1)).isFalse();
        assertThat(token.isDueForRefresh(at(45))).isTrue();
    }

    @Test
    void chanceMovesTheRenewalBackByHalfOfTheMarginAtMost() {
        clock.generous();
        CachedToken token = token(600, 60);

        assertThat(token.isDueForRefresh(at(570) - 1)).isFalse();
        assertThat(token.isDueForRefresh(at(570))).isTrue();
    }

    @Test
    void itCanBeShortenedButNotProlonged() {
        CachedToken token = token(600, 60);

        CachedToken shortened = token.until(at(30));
        assertThat(shortened.isUsable(at(30) - 1)).isTrue();
        assertThat(shortened.isUsable(at(30))).isFalse();
        assertThat(token.until(at(600))).isSameAs(token);
        assertThat(token.until(at(601))).isSameAs(token);
    }

    @Test
    void withoutAKeyItIsTheTokenAlone() {
        assertThat(token(600, 60).with(null)).isSameAs(TOKEN);
    }

    @Test
    void theSameKeyGivesTheSameCredentialsAndAnotherKeyOthers() {
        CachedToken token = token(600, 60);

        Credentials first = token.with("key-1");
        assertThat(first).isEqualTo(Credentials.of("token-1", "key-1"));
        assertThat(token.with("key-1")).isSameAs(first);
        assertThat(token.with("key-2")).isEqualTo(Credentials.of("token-1", "key-2"));
    }

    @Test
    void onlyWhatWasGivenLastCountsAsWhatWasGiven() {
        CachedToken token = token(600, 60);
        assertThat(token.isWhatWasGiven(TOKEN)).isTrue();

        Credentials first = token.with("key-1");
        Credentials second = token.with("key-2");
        assertThat(token.isWhatWasGiven(first)).isFalse();
        assertThat(token.isWhatWasGiven(second)).isTrue();
        assertThat(token.until(at(30)).isWhatWasGiven(second)).isTrue();
    }
}
