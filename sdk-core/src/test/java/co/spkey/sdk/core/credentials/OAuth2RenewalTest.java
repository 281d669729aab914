package co.spkey.sdk.core.credentials;

import static co.spkey.sdk.core.credentials.TokenServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OAuth2RenewalTest {

    private static final Credentials ONE = Credentials.bearerToken("token-1");
    private static final Credentials TWO = Credentials.bearerToken("token-2");

    private final ManualTokenClock clock = new ManualTokenClock();
    private final TokenServer server = new TokenServer();
    private final OAuth2ClientCredentials provider = server.builder(clock).build();

    @AfterEach
    void stop() {
        provider.close();
        server.close();
    }

    private static CompletableFuture<Credentials> asked(CredentialsProvider provider) {
        return provider.credentialsAsync(Runnable::run).toCompletableFuture();
    }

    /** Asks until the answer changes; a renewal ahead happens in the background. */
    private void awaitToken(Credentials expected) {
        await().until(() -> provider.credentials().equals(expected));
    }

    @Test
    void aHundredThreadsAndAnExpiredTokenMakeOneRequest() throws InterruptedException {
        server.enqueueToken("token-1", 60);
        assertThat(provider.credentials()).isEqualTo(ONE);
        clock.advance(Duration.ofSeconds(60));
        server.hold();
        server.enqueueToken("token-2", 60);

        Queue<Object> answers = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Thread thread = new Thread(() -> {
                try {
                    answers.add(provider.credentials());
                } catch (RuntimeException failure) {
                    answers.add(failure);
                }
            });
            threads.add(thread);
            thread.start();
        }
        await().until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        server.release();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(answers).hasSize(100).containsOnly(TWO);
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void aHundredAsynchronousCallersMakeOneRequest() {
        server.hold();
        server.enqueueToken("token-1", 60);
        List<CompletableFuture<Credentials>> waiters = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            waiters.add(asked(provider));
        }
        assertThat(waiters).noneMatch(CompletableFuture::isDone);
        server.release();

        assertThat(waiters).allSatisfy(waiter -> assertThat(waiter.join()).isEqualTo(ONE));
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void whoGivesUpTakesNobodyAlong() throws InterruptedException {
        server.hold();
        server.enqueueToken("token-1", 60);
        CompletableFuture<Credentials> first = asked(provider);
        CompletableFuture<Credentials> second = asked(provider);
        Queue<Object> seen = new ConcurrentLinkedQueue<>();
        Thread blocking = new Thread(() -> {
            try {
                seen.add(provider.credentials());
            } catch (CredentialsException interrupted) {
                seen.add(interrupted.getMessage());
                seen.add(Thread.currentThread().isInterrupted());
            }
        });
        blocking.start();
        await().until(() -> blocking.getState() == Thread.State.WAITING);

        first.cancel(true);
        blocking.interrupt();
        blocking.join();
        server.release();

        assertThat(second.join()).isEqualTo(ONE);
        assertThat(first).isCancelled();
        assertThat(seen)
                .containsExactly(
                        "OAuth 2.0 client line-7 at " + server.uri() + ": interrupted while waiting for a token", true);
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void aRequestThatNobodyWaitsForAnyMoreServesTheNextCaller() {
        server.hold();
        server.enqueueToken("token-1", 60);
        asked(provider).cancel(true);
        server.request();
        server.release();

        assertThat(provider.credentials()).isEqualTo(ONE);
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void nothingIsTriedAgainThatNobodyWaitsFor() {
        server.hold();
        server.enqueue(json(503, "{}"));
        asked(provider).cancel(true);
        server.request();
        server.release();

        await().untilAsserted(() -> assertThatThrownBy(provider::credentials)
                .hasMessageContaining("503 (attempt 1 of 3); not asked again for another"));
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void anInterruptedThreadGetsATokenThatIsThere() {
        server.enqueueToken("token-1", 60);
        provider.credentials();
        Thread.currentThread().interrupt();
        try {
            assertThat(provider.credentials()).isEqualTo(ONE);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aTokenIsRenewedAheadOfItsEndAndNobodyWaits() {
        server.enqueueToken("token-1", 3600);
        provider.credentials();
        clock.advance(Duration.ofMinutes(59).minusNanos(1));
        assertThat(provider.credentials()).isEqualTo(ONE);
        assertThat(server.requests()).isEqualTo(1);

        clock.advance(Duration.ofNanos(1));
        server.hold();
        server.enqueueToken("token-2", 3600);
        for (int i = 0; i < 100; i++) {
            assertThat(asked(provider)).isCompletedWithValue(ONE);
            assertThat(provider.credentials()).isEqualTo(ONE);
        }
        server.release();
        awaitToken(TWO);
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void chanceMovesTheRenewalByUpToHalfTheMargin() {
        clock.generous();
        server.enqueueToken("token-1", 3600);
        provider.credentials();
        clock.advance(Duration.ofSeconds(3570).minusNanos(1));
        provider.credentials();
        assertThat(clock.scheduled()).isZero();

        clock.advance(Duration.ofNanos(1));
        server.enqueueToken("token-2", 3600);
        provider.credentials();
        awaitToken(TWO);
    }

    @Test
    void aTokenThatLivesShorterThanTheMarginIsNotFetchedForEachCall() {
        server.enqueueToken("token-1", 40);
        for (int i = 0; i < 30; i++) {
            assertThat(provider.credentials()).isEqualTo(ONE);
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(server.requests()).isEqualTo(1);

        server.enqueueToken("token-2", 40);
        provider.credentials();
        awaitToken(TWO);
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void callsGoOnWithAGoodTokenWhileItsRenewalFails() {
        server.enqueueToken("token-1", 3600);
        provider.credentials();
        clock.advance(Duration.ofSeconds(3550));
        server.enqueue(json(400, "{\"error\":\"unauthorized_client\"}"));
        try (LogCapture log = new LogCapture()) {
            assertThat(provider.credentials()).isEqualTo(ONE);
            await().until(() -> !log.warnings().isEmpty());
            for (int i = 0; i < 100; i++) {
                assertThat(provider.credentials()).isEqualTo(ONE);
            }
            assertThat(log.warnings()).singleElement().asString().contains("calls go on", "400 unauthorized_client");
            assertThat(log.everything()).doesNotContain("token-1", "hush-hush");
        }
        assertThat(server.requests()).isEqualTo(2);

        clock.advance(TokenBackOff.FIRST);
        server.enqueueToken("token-2", 3600);
        provider.credentials();
        awaitToken(TWO);
        assertThat(server.requests()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatFailsIsNotAskedForEachCall(Ask ask) {
        clock.generous();
        Duration pause = TokenBackOff.FIRST;
        int requests = 0;
        for (int failure = 1; failure <= 8; failure++) {
            server.enqueue(json(400, "{\"error\":\"invalid_grant\"}"));
            assertThatThrownBy(() -> ask.of(provider)).hasMessageEndingWith("400 invalid_grant (attempt 1 of 3)");
            requests++;
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> ask.of(provider))
                        .isInstanceOf(CredentialsException.class)
                        .hasMessageContaining("400 invalid_grant (attempt 1 of 3); not asked again for another "
                                + pause(failure).toMillis() + " ms");
            }
            assertThat(server.requests()).isEqualTo(requests);
            clock.advance(pause(failure));
        }
        assertThat(pause).isEqualTo(Duration.ofSeconds(1));

        server.enqueueToken("token-1", 1);
        assertThat(ask.of(provider)).isEqualTo(ONE);
        clock.advance(Duration.ofSeconds(1));
        server.enqueue(json(400, "{\"error\":\"invalid_grant\"}"));
        assertThatThrownBy(() -> ask.of(provider)).hasMessageEndingWith("(attempt 1 of 3)");
        assertThatThrownBy(() -> ask.of(provider)).hasMessageContaining("not asked again for another 1000 ms");
    }

    private static Duration pause(int failures) {
        Duration doubled = TokenBackOff.FIRST.multipliedBy(1L << (failures - 1));
        return doubled.compareTo(TokenBackOff.LONGEST) < 0 ? doubled : TokenBackOff.LONGEST;
    }

    @Test
    void eachCallerGetsAnExceptionOfItsOwn() {
        server.hold();
        server.enqueue(json(400, "{\"error\":\"invalid_grant\"}"));
        CompletableFuture<Throwable> first = asked(provider).handle((credentials, failure) -> failure);
        CompletableFuture<Throwable> second = asked(provider).handle((credentials, failure) -> failure);
        server.release();

        assertThat(first.join()).isInstanceOf(CredentialsException.class).isNotSameAs(second.join());
    }

    @ParameterizedTest
    @CsvSource({"408", "429", "500", "502", "503", "504", "520", "530"})
    void whatCanGetBetterIsTriedAgain(int status) {
        server.enqueue(json(status, "{}"));
        server.enqueue(json(status, "<html>"));
        server.enqueueToken("token-1", 60);
        CompletableFuture<Credentials> answer = asked(provider);
        moveOnUntilDone(answer);

        assertThat(answer.join()).isEqualTo(ONE);
        assertThat(server.requests()).isEqualTo(3);
    }

    @Test
    void aLostConnectionIsTriedAgain() {
        server.enqueue(json(200, "").onResponseStart(new SocketEffect.CloseSocket()));
        server.enqueue(json(200, "{\"access_token\":\"" + "h".repeat(100_000) + "\"}")
                .onResponseBody(new SocketEffect.CloseSocket()));
        server.enqueueToken("token-1", 60);
        CompletableFuture<Credentials> answer = asked(provider);
        moveOnUntilDone(answer);

        assertThat(answer.join()).isEqualTo(ONE);
        assertThat(server.requests()).isEqualTo(3);
    }

    /** Moves over pauses only, never far enough for a request's limit. */
    private void moveOnUntilDone(CompletableFuture<?> answer) {
        await().pollInterval(Duration.ofMillis(5)).until(() -> {
            clock.advance(Duration.ofMillis(1));
            return answer.isDone();
        });
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "403", "404", "422", "501", "302", "418"})
    void whatCannotGetBetterIsNot(int status) {
        server.enqueue(json(status, "{}"));

        assertThatThrownBy(provider::credentials).hasMessageContaining(": " + status);
        assertThat(server.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 3000",
        "'Tue, 24 Nov 2026 22:00:04 GMT', 4000",
        "0, 0",
        "'Tue, 24 Nov 2026 21:00:00 GMT', 0",
        "soon, 0",
        "-1, 0"
    })
    void aRetryAfterIsKeptTo(String field, long millis) {
        server.enqueue(json(503, "{}").addHeader("Retry-After", field));
        server.enqueueToken("token-1", 60);
        CompletableFuture<Credentials> answer = asked(provider);
        server.request();
        if (millis > 0) {
            await().until(() -> clock.scheduled() == 1 && server.requests() == 1 && isPausing());
            clock.advance(Duration.ofMillis(millis - 1));
            assertThat(answer).isNotDone();
            assertThat(server.requests()).isEqualTo(1);
        }
        moveOnUntilDone(answer);

        assertThat(answer.join()).isEqualTo(ONE);
    }

    /** The request's own limit lies at ten seconds, a pause before that. */
    private boolean isPausing() {
        return clock.earliest().compareTo(Duration.ofSeconds(10)) < 0;
    }

    @Test
    void aRetryAfterThatIsTooLongFailsTheFetchAndIsKeptToByTheNextOne() {
        server.enqueue(json(429, "{\"error\":\"slow down\"}").addHeader("Retry-After", "120"));
        assertThatThrownBy(provider::credentials).hasMessageContaining("429 slow down (attempt 1 of 3)");

        clock.advance(Duration.ofMinutes(2).minusMillis(1));
        assertThatThrownBy(provider::credentials).hasMessageContaining("not asked again for another 1 ms");

        clock.advance(Duration.ofMillis(1));
        server.enqueueToken("token-1", 60);
        assertThat(provider.credentials()).isEqualTo(ONE);
    }

    @Test
    void aPolicyWithoutRetriesIsKeptTo() {
        server.enqueue(json(503, "{}"));
        try (OAuth2ClientCredentials once =
                server.builder(clock).retryPolicy(RetryPolicy.none()).build()) {
            assertThatThrownBy(once::credentials).hasMessageContaining("503 (attempt 1 of 1)");
        }
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void aRejectedTokenIsReplacedOnceForHoweverManyCallsMetIt() {
        server.enqueueToken("token-1", 3600);
        server.enqueueToken("token-2", 3600);
        assertThat(provider.credentials()).isEqualTo(ONE);

        provider.rejected(ONE);
        assertThat(provider.credentials()).isEqualTo(TWO);
        provider.rejected(ONE);
        provider.rejected(Credentials.bearerToken("a stranger's".replace(' ', '-')));

        assertThat(provider.credentials()).isEqualTo(TWO);
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void anApiThatRefusesEachTokenMakesNoStorm() {
        for (int i = 1; i <= 10; i++) {
            server.enqueueToken("token-" + i, 3600);
        }
        for (int i = 0; i < 1000; i++) {
            provider.rejected(provider.credentials());
        }
        assertThat(server.requests()).isEqualTo(2);

        clock.advance(TokenCache.BETWEEN_REJECTIONS.minusNanos(1));
        assertThat(provider.credentials()).isEqualTo(TWO);

        clock.advance(Duration.ofNanos(1));
        assertThat(provider.credentials()).isEqualTo(Credentials.bearerToken("token-3"));
        for (int i = 0; i < 1000; i++) {
            provider.rejected(provider.credentials());
        }
        assertThat(server.requests()).isEqualTo(3);
    }

    @Test
    void whoHasAnOldApiKeyRejectedDoesNotLoseTheToken() {
        List<String> keys = new ArrayList<>(List.of("key-1"));
        server.enqueueToken("token-1", 3600);
        try (OAuth2ClientCredentials both =
                server.builder(clock).apiKey(() -> keys.get(0)).build()) {
            Credentials old = both.credentials();
            keys.set(0, "key-2");
            assertThat(both.credentials()).isEqualTo(Credentials.of("token-1", "key-2"));

            both.rejected(old);

            assertThat(both.credentials()).isEqualTo(Credentials.of("token-1", "key-2"));
        }
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void continuationsRunOnTheCallersExecutor() {
        ExecutorService executor = Executors.newSingleThreadExecutor(work -> new Thread(work, "the-callers"));
        try {
            server.hold();
            server.enqueueToken("token-1", 3600);
            CompletableFuture<String> thread = provider.credentialsAsync(executor)
                    .thenApply(credentials -> Thread.currentThread().getName())
                    .toCompletableFuture();
            server.release();

            assertThat(thread.join()).isEqualTo("the-callers");
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void anExecutorThatIsShutDownStrandsNobody() {
        Executor refusing = work -> {
            throw new RejectedExecutionException();
        };
        server.hold();
        server.enqueueToken("token-1", 3600);
        CompletableFuture<Credentials> stranded =
                provider.credentialsAsync(refusing).toCompletableFuture();
        CompletableFuture<Credentials> other = asked(provider);
        server.release();

        assertThat(stranded.join()).isEqualTo(ONE);
        assertThat(other.join()).isEqualTo(ONE);
    }
}
