package co.spkey.sdk.core.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rules of the cache alone; that they hold for many threads and over real sockets is in {@link OAuth2RenewalTest}. */
@Timeout(60)
class TokenCacheTest {

    private static final Credentials ONE = Credentials.bearerToken("token-1");
    private static final Credentials TWO = Credentials.bearerToken("token-2");

    private final ManualTokenClock clock = new ManualTokenClock();
    private final TokenThreads threads = new TokenThreads();
    private final TokenEndpointDouble endpoint = new TokenEndpointDouble();
    private final TokenFetch.Means means = new TokenFetch.Means(
            "https://issuer.example/token",
            new TokenHttp(
                    new TokenRequest(
                            URI.create("https://issuer.example/token"),
                            "line-7",
                            () -> "hush-hush",
                            ClientAuthentication.CLIENT_SECRET_BASIC,
                            null,
                            null),
                    endpoint,
                    Duration.ofSeconds(10),
                    clock,
                    threads),
            clock,
            RetryPolicy.none(),
            Duration.ofMinutes(1));
    private final TokenCache cache = new TokenCache(means);

    @AfterEach
    void stop() {
        cache.close();
        threads.close();
    }

    private CompletableFuture<Credentials> ask() {
        return cache.get(Runnable::run, token -> token.with(null));
    }

    private static Credentials given(CompletableFuture<Credentials> asked) throws Exception {
        return asked.get(20, TimeUnit.SECONDS);
    }

    private void holdTokenOne() throws Exception {
        CompletableFuture<Credentials> asked = ask();
        endpoint.answerToken("token-1", 600);
        assertThat(given(asked)).isEqualTo(ONE);
    }

    private void assertRefused(CompletableFuture<Credentials> asked, String message) {
        assertThatThrownBy(() -> given(asked))
                .cause()
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining(message);
    }

    @Test
    void whoComesWhileATokenIsFetchedJoins() throws Exception {
        CompletableFuture<Credentials> first = ask();
        CompletableFuture<Credentials> second = ask();
        endpoint.answerToken("token-1", 600);

        assertThat(given(first)).isEqualTo(ONE);
        assertThat(given(second)).isEqualTo(ONE);
        assertThat(endpoint.requests()).isEqualTo(1);
    }

    @Test
    void aMomentWithoutThreadsFailsWhoAsksAndNobodyAfterIt() throws Exception {
        clock.threadless(true);
        CompletableFuture<Credentials> asked = ask();
        assertRefused(asked, "no token from https://issuer.example/token: no thread for the request");

        clock.threadless(false);
        clock.advance(Duration.ofHours(1)); // Past the pause that follows a failure.
        holdTokenOne();
    }

    @Test
    void aFreshTokenIsGivenWithoutARequest() throws Exception {
        assertThat(cache.fresh()).isNull();
        holdTokenOne();

        assertThat(cache.fresh()).isNotNull();
        assertThat(ask()).isCompletedWithValue(ONE);
        assertThat(endpoint.requests()).isEqualTo(1);
    }

    @Test
    void aTokenNearItsEndIsGivenWhileTheNextIsFetchedOnce() throws Exception {
        holdTokenOne();
        clock.advance(Duration.ofMinutes(9));

        assertThat(cache.fresh()).isNull();
        assertThat(ask()).isCompletedWithValue(ONE);
        assertThat(ask()).isCompletedWithValue(ONE);
        endpoint.answerToken("token-2", 600);
        await().until(() -> cache.fresh() != null);
        assertThat(ask()).isCompletedWithValue(TWO);
        assertThat(endpoint.requests()).isEqualTo(2);
    }

    @Test
    void anExpiredTokenIsNotGiven() throws Exception {
        holdTokenOne();
        clock.advance(Duration.ofMinutes(10));

        assertThat(cache.fresh()).isNull();
        CompletableFuture<Credentials> asked = ask();
        assertThat(asked).isNotDone();
        endpoint.answerToken("token-2", 600);
        assertThat(given(asked)).isEqualTo(TWO);
    }

    @Test
    void afterAFailureNobodyAsksForAWhile() throws Exception {
        CompletableFuture<Credentials> failed = ask();
        endpoint.answer(500, "{}");
        assertRefused(failed, "500");

        assertRefused(ask(), "not asked again");
        assertThat(endpoint.requests()).isEqualTo(1);

        clock.advance(Duration.ofMillis(500));
        CompletableFuture<Credentials> asked = ask();
        endpoint.answerToken("token-1", 600);
        assertThat(given(asked)).isEqualTo(ONE);
    }

    @Test
    void afterASuccessTheNextFailureCountsAsTheFirst() throws Exception {
        CompletableFuture<Credentials> failed = ask();
        endpoint.answer(500, "{}");
        assertRefused(failed, "500");
        clock.advance(Duration.ofMillis(500));
        holdTokenOne();
        clock.advance(Duration.ofMinutes(10));
        CompletableFuture<Credentials> failedAgain = ask();
        endpoint.answer(500, "{}");
        assertRefused(failedAgain, "500");

        clock.advance(Duration.ofMillis(500));
        assertThat(ask()).isNotDone();
    }

    @Test
    void aRenewalThatFailsIsNotTriedAgainForEachCall() throws Exception {
        holdTokenOne();
        clock.advance(Duration.ofMinutes(9));
        assertThat(ask()).isCompletedWithValue(ONE);
        try (LogCapture log = new LogCapture()) {
            endpoint.answer(500, "{}");
            await().until(() -> !log.warnings().isEmpty());
        }

        assertThat(ask()).isCompletedWithValue(ONE);
        assertThat(endpoint.requests()).isEqualTo(2);
    }

    @Test
    void aRejectedTokenIsFetchedAnew() throws Exception {
        holdTokenOne();

        cache.rejected(ONE);

        assertThat(cache.fresh()).isNull();
        CompletableFuture<Credentials> asked = ask();
        endpoint.answerToken("token-2", 600);
        assertThat(given(asked)).isEqualTo(TWO);
    }

    @Test
    void theRejectionOfAnotherTokenChangesNothing() throws Exception {
        cache.rejected(ONE);
        holdTokenOne();

        cache.rejected(TWO);

        assertThat(ask()).isCompletedWithValue(ONE);
        assertThat(endpoint.requests()).isEqualTo(1);
    }

    @Test
    void aSecondRejectionWithinThirtySecondsWaitsForTheirEnd() throws Exception {
        holdTokenOne();
        cache.rejected(ONE);
        CompletableFuture<Credentials> asked = ask();
        endpoint.answerToken("token-2", 600);
        assertThat(given(asked)).isEqualTo(TWO);

        clock.advance(Duration.ofSeconds(10));
        cache.rejected(TWO);
        assertThat(ask()).isCompletedWithValue(TWO);
        clock.advance(Duration.ofSeconds(20).minusNanos(1));
        assertThat(ask()).isCompletedWithValue(TWO);
        clock.advance(Duration.ofNanos(1));
        assertThat(ask()).isNotDone();
    }

    @Test
    void rejectionsFurtherApartEachTakeTheirToken() throws Exception {
        holdTokenOne();
        cache.rejected(ONE);
        CompletableFuture<Credentials> asked = ask();
        endpoint.answerToken("token-2", 600);
        assertThat(given(asked)).isEqualTo(TWO);

        clock.advance(Duration.ofSeconds(30));
        cache.rejected(TWO);

        assertThat(ask()).isNotDone();
    }

    @Test
    void closingFailsWhoWaitsAndWhoComesLater() {
        CompletableFuture<Credentials> waiting = ask();
        endpoint.next();

        cache.close();
        cache.close();

        assertRefused(waiting, "is closed");
        assertRefused(ask(), "is closed");
        assertThat(cache.fresh()).isNull();
        assertThat(endpoint.requests()).isEqualTo(1);
    }

    @Test
    void aTokenThatComesAfterClosingIsNotKept() throws Exception {
        CompletableFuture<Credentials> waiting = ask();
        cache.close();
        assertRefused(waiting, "is closed");

        cache.fetched(
                new TokenFetch(means, cache, false),
                CachedToken.of(
                        new IssuedToken(ONE, Duration.ofMinutes(10)), clock.nanoTime(), Duration.ofMinutes(1), clock));

        assertThat(cache.fresh()).isNull();
    }
}
