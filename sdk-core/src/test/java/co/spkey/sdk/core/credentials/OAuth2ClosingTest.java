package co.spkey.sdk.core.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import co.spkey.sdk.core.error.CredentialsException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OAuth2ClosingTest {

    private final TokenServer server = new TokenServer();

    @BeforeEach
    void start() {
        awaitNoThread();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static boolean noThreadIsLeft() {
        return Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("spkey-token"));
    }

    /** An executor counts as terminated a moment before its last thread is gone. */
    private static void awaitNoThread() {
        await().until(OAuth2ClosingTest::noThreadIsLeft);
    }

    @ParameterizedTest
    @EnumSource
    void leavesNoThreadAndRefusesFurtherUse(Ask ask) {
        server.enqueueToken("token-1", 3600);
        OAuth2ClientCredentials provider =
                server.builder(new SystemTokenClock()).build();
        assertThat(ask.of(provider)).isEqualTo(Credentials.bearerToken("token-1"));
        assertThat(noThreadIsLeft()).isFalse();

        provider.close();
        provider.close();

        awaitNoThread();
        assertThatThrownBy(() -> ask.of(provider))
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("is closed; keep it open for as long as clients use it");
        provider.rejected(Credentials.bearerToken("token-1"));
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void failsWhoeverWaits() {
        server.hold();
        OAuth2ClientCredentials provider =
                server.builder(new SystemTokenClock()).build();
        CompletableFuture<Credentials> waiter =
                provider.credentialsAsync(Runnable::run).toCompletableFuture();
        server.request();

        provider.close();

        assertThat(waiter)
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withMessageContaining("is closed");
        awaitNoThread();
    }

    @Test
    void endsASupplierThatBlocks() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        OAuth2ClientCredentials provider = server.builder(new SystemTokenClock())
                .clientSecret(() -> {
                    asked.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException closing) {
                        interrupted.set(true);
                    }
                    return "late";
                })
                .build();
        CompletableFuture<Credentials> waiter =
                provider.credentialsAsync(Runnable::run).toCompletableFuture();
        asked.await();

        provider.close();

        assertThat(waiter).isCompletedExceptionally();
        assertThat(interrupted).isTrue();
        awaitNoThread();
        assertThat(server.requests()).isZero();
    }

    @Test
    void canBeDoneFromAContinuation() {
        server.hold();
        server.enqueueToken("token-1", 3600);
        OAuth2ClientCredentials provider =
                server.builder(new SystemTokenClock()).build();
        CompletableFuture<Boolean> closed = provider.credentialsAsync(Runnable::run)
                .thenApply(credentials -> {
                    provider.close();
                    return Thread.currentThread().isInterrupted();
                })
                .toCompletableFuture();
        server.release();

        assertThat(closed).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(false);
        awaitNoThread();
    }

    @Test
    void aProviderThatWasNeverAskedHasNoThreads() {
        OAuth2ClientCredentials provider =
                server.builder(new SystemTokenClock()).build();

        awaitNoThread();
        provider.close();
    }
}
