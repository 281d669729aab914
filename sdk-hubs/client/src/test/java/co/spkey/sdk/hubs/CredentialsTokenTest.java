package co.spkey.sdk.hubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import co.spkey.sdk.core.CallOptions;
import co.spkey.sdk.core.credentials.OAuth2ClientCredentials;
import co.spkey.sdk.core.error.CallInterruptedException;
import co.spkey.sdk.core.error.CallTimeoutException;
import co.spkey.sdk.core.error.ClientClosedException;
import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.core.error.UnauthorizedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CredentialsTokenTest {

    private static final ProvisionHubRequest REQUEST = ProvisionHubRequest.of("hub-1", "SN-1", "M-1");

    private final CredentialsTokenServer server = new CredentialsTokenServer();
    private final MockWebServer socket = new MockWebServer();
    private final SkippingTicker time = new SkippingTicker();
    private OAuth2ClientCredentials token;
    private HubsClient hubs;

    @BeforeEach
    void start() throws IOException {
        socket.setDispatcher(server);
        socket.setServerSocketFactory(new NoDelaySockets());
        socket.start();
        token = OAuth2ClientCredentials.builder()
                .tokenEndpoint(socket.url("/oauth/token").uri())
                .clientId("line-7")
                .clientSecret("hush-hush")
                .build();
        hubs = new DefaultHubsClient.DefaultBuilder()
                .ticker(time)
                .baseUrl(socket.url("/").uri())
                .credentials(token)
                .build();
    }

    @AfterEach
    void stop() {
        hubs.close();
        token.close();
        server.releaseTokens();
        socket.close();
    }

    @ParameterizedTest
    @EnumSource
    void oneTokenServesManyCalls(CallPath path) {
        for (int i = 0; i < 20; i++) {
            path.provision(hubs, REQUEST);
        }
        assertThat(server.tokenRequests()).isEqualTo(1);
        assertThat(server.calls()).isEqualTo(20);
    }

    @Test
    void aHundredCallsWithoutATokenMakeOneTokenRequest() {
        server.holdTokens();
        List<CompletableFuture<ProvisionHubResponse>> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            calls.add(hubs.provisionAsync(REQUEST));
        }
        calls.get(0).cancel(true);
        server.releaseTokens();

        calls.stream().skip(1).forEach(CompletableFuture::join);
        assertThat(server.tokenRequests()).isEqualTo(1);
        assertThat(server.calls()).isEqualTo(99);
    }

    @ParameterizedTest
    @EnumSource
    void aTokenEndpointThatStallsCountsAgainstTheCallsLimit(CallPath path) {
        server.holdTokens();
        CallOptions hasty =
                CallOptions.builder().callTimeout(Duration.ofMillis(100)).build();

        assertThatThrownBy(() -> path.provision(hubs, REQUEST, hasty))
                .isInstanceOf(CallTimeoutException.class)
                .hasMessageContaining(
                        "the credentials did not come within the call's limit (the call's limit is 100 ms)");
        assertThat(server.calls()).isZero();

        server.releaseTokens();
        path.provision(hubs, REQUEST);
        assertThat(server.tokenRequests()).isEqualTo(1);
    }

    @Test
    void aCallThatIsCancelledWhileItWaitsForATokenIsNeverSent() {
        server.holdTokens();
        CompletableFuture<ProvisionHubResponse> call = hubs.provisionAsync(REQUEST);
        await().until(() -> server.tokenRequests() == 1);
        call.cancel(true);
        server.releaseTokens();

        hubs.provision(REQUEST);
        assertThat(server.calls()).isEqualTo(1);
    }

    @Test
    void anInterruptEndsTheWaitForAToken() throws InterruptedException {
        server.holdTokens();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                hubs.provision(REQUEST);
            } catch (RuntimeException thrown) {
                failure.set(thrown);
                flag.set(Thread.currentThread().isInterrupted());
            }
        });
        caller.start();
        await().until(() -> server.tokenRequests() == 1);
        caller.interrupt();
        caller.join();

        assertThat(failure.get()).isInstanceOf(CallInterruptedException.class);
        assertThat(flag.get()).isTrue();
        assertThat(server.calls()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aRevokedTokenIsReplacedWithinTheCall(CallPath path) {
        path.provision(hubs, REQUEST);
        server.accept("token-2");

        ProvisionHubResponse response = path.provision(hubs, REQUEST);

        assertThat(response.metadata().attempts()).isEqualTo(2);
        assertThat(server.tokenRequests()).isEqualTo(2);
        assertThat(time.pauses()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void twoRefusalsInARowAreTheEnd(CallPath path) {
        server.accept("none");

        UnauthorizedException failure =
                catchThrowableOfType(UnauthorizedException.class, () -> path.provision(hubs, REQUEST));

        assertThat(failure.attempts()).isEqualTo(2);
        assertThat(failure.getSuppressed()).hasSize(1).allMatch(UnauthorizedException.class::isInstance);
        assertThat(failure.outcomeUnknown()).isFalse();
        assertThat(server.calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void anApiThatRefusesEveryTokenMakesNoStormOfTokenRequests(CallPath path) {
        server.accept("none");
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> path.provision(hubs, REQUEST)).isInstanceOf(UnauthorizedException.class);
        }
        assertThat(server.tokenRequests()).isEqualTo(2);
        assertThat(server.calls()).isEqualTo(51);
    }

    @ParameterizedTest
    @EnumSource
    void oneHubsRefusalDoesNotThrowTheSharedTokenAwayAgainAndAgain(CallPath path) {
        server.refuseByAggregate();
        server.accept("none");
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> path.provision(hubs, REQUEST))
                    .isInstanceOf(UnauthorizedException.class)
                    .hasMessageContaining("not your hub");
        }
        assertThat(server.tokenRequests()).isEqualTo(2);
        assertThat(server.calls()).isEqualTo(51);
    }

    @ParameterizedTest
    @EnumSource
    void aCallFailsWithWhatTheTokenEndpointSaid(CallPath path) {
        token.close();

        assertThatThrownBy(() -> path.provision(hubs, REQUEST))
                .isInstanceOf(CredentialsException.class)
                .hasMessageStartingWith(
                        "ProvisionHub for hub hub-1 failed: no credentials: this OAuth2ClientCredentials is"
                                + " closed; keep it open for as long as clients use it (before the first attempt");
        assertThat(server.calls()).isZero();
    }

    @Test
    void closingTheClientEndsTheWaitForATokenAndLeavesTheProviderOpen() {
        server.holdTokens();
        CompletableFuture<ProvisionHubResponse> call = hubs.provisionAsync(REQUEST);
        await().until(() -> server.tokenRequests() == 1);
        hubs.close();
        server.releaseTokens();

        assertThatThrownBy(call::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ClientClosedException.class);
        assertThat(token.credentials().bearerToken()).isEqualTo("token-1");
    }
}
