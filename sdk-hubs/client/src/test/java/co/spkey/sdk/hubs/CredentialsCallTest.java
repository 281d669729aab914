package co.spkey.sdk.hubs;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.spkey.sdk.core.CallOptions;
import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.core.error.UnauthorizedException;
import co.spkey.sdk.core.observe.AttemptEnded;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the engine does with credentials, whoever gives them. */
class CredentialsCallTest {

    private static final ProvisionHubRequest REQUEST = ProvisionHubRequest.of("hub-1", "SN-1", "M-1");
    private static final Credentials A = Credentials.bearerToken("token-a");
    private static final Credentials B = Credentials.bearerToken("token-b");

    private final MockWebServer server = new MockWebServer();
    private final SkippingTicker time = new SkippingTicker();

    /** Gives what it holds and remembers of what it was told. */
    private static final class Held implements CredentialsProvider {

        private volatile Credentials value = A;
        private final List<Credentials> told = new CopyOnWriteArrayList<>();
        private volatile UnaryOperator<Credentials> reaction = same -> same;

        @Override
        public Credentials credentials() {
            return value;
        }

        @Override
        public void rejected(Credentials rejected) {
            told.add(rejected);
            value = reaction.apply(value);
        }
    }

    @BeforeEach
    void start() throws IOException {
        server.setServerSocketFactory(new NoDelaySockets());
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HubsClient client(CredentialsProvider provider) {
        return new DefaultHubsClient.DefaultBuilder()
                .ticker(time)
                .baseUrl(server.url("/").uri())
                .credentials(provider)
                .build();
    }

    private void ok() {
        server.enqueue(CredentialsTokenServer.answer(
                        200, "{\"success\":true,\"aggregateId\":\"hub-1\",\"version\":1,\"event\":null}")
                .build());
    }

    private void status(int... statuses) {
        for (int status : statuses) {
            server.enqueue(
                    CredentialsTokenServer.answer(status, "{\"success\":false,\"error\":\"X\",\"message\":\"no\"}")
                            .build());
        }
    }

    private @Nullable String sentToken() throws InterruptedException {
        return server.takeRequest().getHeaders().get("Authorization");
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedValueIsReportedAndTheNextOneTried(CallPath path) throws InterruptedException {
        Held provider = new Held();
        provider.reaction = rejected -> B;
        status(401);
        ok();
        try (HubsClient hubs = client(provider)) {
            assertThat(path.provision(hubs, REQUEST).metadata().attempts()).isEqualTo(2);
        }
        assertThat(provider.told).containsExactly(A);
        assertThat(sentToken()).isEqualTo("Bearer token-a");
        assertThat(sentToken()).isEqualTo("Bearer token-b");
    }

    @ParameterizedTest
    @EnumSource
    void whoMeetsTheSameRefusalWaitsUntilTheProviderKnows(CallPath path) throws Exception {
        CountDownLatch refused = new CountDownLatch(2);
        CountDownLatch over = new CountDownLatch(1);
        Held provider = new Held();
        provider.reaction = rejected -> {
            within20Seconds(refused);
            try {
                // Long enough for a call that doesn't wait to be over.
                assertThat(over.await(500, MILLISECONDS)).isFalse();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            return B;
        };
        status(401, 401);
        ok();
        ok();
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try (HubsClient hubs = new DefaultHubsClient.DefaultBuilder()
                .ticker(time)
                .baseUrl(server.url("/").uri())
                .credentials(provider)
                .listener(event -> {
                    if (event instanceof AttemptEnded attempt && attempt.failure() != null) {
                        refused.countDown();
                    }
                })
                .build()) {
            List<Future<ProvisionHubResponse>> calls = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                calls.add(callers.submit(() -> {
                    try {
                        return path.provision(hubs, REQUEST);
                    } finally {
                        over.countDown();
                    }
                }));
            }
            for (Future<ProvisionHubResponse> call : calls) {
                assertThat(call.get(20, SECONDS).metadata().attempts()).isEqualTo(2);
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(provider.told).containsExactly(A);
    }

    private static void within20Seconds(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, SECONDS)).isTrue();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRenewalCostsTheRetryPolicyNothing(CallPath path) {
        Held provider = new Held();
        provider.reaction = rejected -> B;
        status(401);
        ok();
        CallOptions once = CallOptions.builder().retryPolicy(RetryPolicy.none()).build();
        try (HubsClient hubs = client(provider)) {
            assertThat(path.provision(hubs, REQUEST, once).metadata().attempts())
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallWhoseCredentialsWereRenewedIsTriedAgainLikeAnyOther(CallPath path) {
        Held provider = new Held();
        provider.reaction = rejected -> B;
        status(503, 401, 503);
        ok();
        try (HubsClient hubs = client(provider)) {
            assertThat(path.provision(hubs, REQUEST).metadata().attempts()).isEqualTo(4);
        }
        assertThat(time.pauses()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void theSameValueAgainIsTheEnd(CallPath path) {
        Held provider = new Held();
        status(401);
        try (HubsClient hubs = client(provider)) {
            UnauthorizedException failure =
                    catchThrowableOfType(UnauthorizedException.class, () -> path.provision(hubs, REQUEST));

            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(failure.getSuppressed()).isEmpty();
        }
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(provider.told).containsExactly(A);
    }

    @ParameterizedTest
    @EnumSource
    void twoRefusalsInARowAreTheEndThoughThereWouldBeMoreValues(CallPath path) {
        Held provider = new Held();
        provider.reaction = rejected -> rejected.equals(A) ? B : Credentials.bearerToken("token-c");
        status(401, 401);
        try (HubsClient hubs = client(provider)) {
            assertThatThrownBy(() -> path.provision(hubs, REQUEST))
                    .isInstanceOf(UnauthorizedException.class)
                    .hasMessageContaining("attempt 2 of");
        }
        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(provider.told).containsExactly(A, B);
    }

    @ParameterizedTest
    @EnumSource
    void aValueThatWasReplacedWhileTheCallWasUnderWayIsSimplyUsed(CallPath path) throws InterruptedException {
        Held provider = new Held();
        List<Credentials> given = new ArrayList<>(List.of(A, B));
        CredentialsProvider another = new CredentialsProvider() {
            @Override
            public Credentials credentials() {
                return given.size() > 1 ? given.remove(0) : given.get(0);
            }

            @Override
            public void rejected(Credentials rejected) {
                provider.told.add(rejected);
            }
        };
        status(401);
        ok();
        try (HubsClient hubs = client(another)) {
            path.provision(hubs, REQUEST);
        }
        assertThat(sentToken()).isEqualTo("Bearer token-a");
        assertThat(sentToken()).isEqualTo("Bearer token-b");
        assertThat(provider.told).containsExactly(A);
    }

    @ParameterizedTest
    @EnumSource
    void aProviderHearsOfTheSameValueOnceInThirtySecondsAtMost(CallPath path) {
        Held provider = new Held();
        status(401, 401, 401, 401);
        try (HubsClient hubs = client(provider)) {
            assertThatThrownBy(() -> path.provision(hubs, REQUEST)).isInstanceOf(UnauthorizedException.class);
            assertThatThrownBy(() -> path.provision(hubs, REQUEST)).isInstanceOf(UnauthorizedException.class);
            time.beforePause(Duration.ofSeconds(25).toNanos());
            assertThatThrownBy(() -> path.provision(hubs, REQUEST)).isInstanceOf(UnauthorizedException.class);
            assertThat(provider.told).containsExactly(A);

            // A provider that looked too early the first time gets another chance.
            time.beforePause(Duration.ofSeconds(5).toNanos());
            provider.reaction = rejected -> B;
            ok();
            assertThat(path.provision(hubs, REQUEST).metadata().attempts()).isEqualTo(2);
            assertThat(provider.told).containsExactly(A, A);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusalsFromWithinAnAggregateAreToldOnceInThirtySecondsAtMost(CallPath path) {
        Held provider = new Held();
        provider.reaction = rejected -> Credentials.bearerToken(rejected.bearerToken() + "x");
        MockResponse refusal = CredentialsTokenServer.answer(
                        401, "{\"success\":false,\"errors\":[{\"code\":401,\"message\":\"not yours\"}]}")
                .addHeader("X-Ceves-Error", "1")
                .build();
        for (int i = 0; i < 13; i++) {
            server.enqueue(refusal);
        }
        try (HubsClient hubs = client(provider)) {
            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(() -> path.provision(hubs, REQUEST)).isInstanceOf(UnauthorizedException.class);
            }
            assertThat(provider.told).containsExactly(A);

            time.beforePause(Duration.ofSeconds(30).toNanos());
            assertThatThrownBy(() -> path.provision(hubs, REQUEST)).isInstanceOf(UnauthorizedException.class);
            assertThat(provider.told).containsExactly(A, Credentials.bearerToken("token-ax"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProviderThatFailsAfterARefusalLeavesTheRefusalInSight(CallPath path) {
        List<Credentials> given = new ArrayList<>(List.of(A));
        status(401);
        try (HubsClient hubs = client(() -> given.remove(0))) {
            CredentialsException failure =
                    catchThrowableOfType(CredentialsException.class, () -> path.provision(hubs, REQUEST));

            assertThat(failure.getSuppressed()).hasSize(1).allMatch(UnauthorizedException.class::isInstance);
            assertThat(failure.attempts()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProviderThatCannotEvenBeToldDoesNotBreakTheCall(CallPath path) {
        Held provider = new Held();
        provider.reaction = rejected -> {
            throw new IllegalStateException("no");
        };
        status(401);
        try (HubsClient hubs = client(provider)) {
            assertThatThrownBy(() -> path.provision(hubs, REQUEST)).isInstanceOf(UnauthorizedException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    @SuppressWarnings("NullAway") // What a lambda of somebody who doesn't check may do.
    void aProviderThatGivesNullIsNamedAsTheCulprit(CallPath path) {
        try (HubsClient hubs = client(() -> null)) {
            assertThatThrownBy(() -> path.provision(hubs, REQUEST))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessageContaining("the credentials provider returned null");
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void oneClientServesManyTenants(CallPath path) throws InterruptedException {
        try (HubsClient hubs = client(new Held())) {
            for (String tenant : List.of("tenant-1", "tenant-2")) {
                ok();
                CallOptions own = CallOptions.builder()
                        .credentials(CredentialsProvider.of(Credentials.apiKey(tenant)))
                        .build();
                path.provision(hubs, REQUEST, own);
                assertThat(server.takeRequest().getHeaders().get("X-API-Key")).isEqualTo(tenant);
            }
            ok();
            path.provision(hubs, REQUEST);
            assertThat(sentToken()).isEqualTo("Bearer token-a");
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneTenantsRefusalIsNoneOfTheOthersBusiness(CallPath path) {
        Held clients = new Held();
        Held tenants = new Held();
        status(401);
        try (HubsClient hubs = client(clients)) {
            CallOptions own = CallOptions.builder().credentials(tenants).build();
            assertThatThrownBy(() -> path.provision(hubs, REQUEST, own)).isInstanceOf(UnauthorizedException.class);
        }
        assertThat(tenants.told).containsExactly(A);
        assertThat(clients.told).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aFileRotatedBetweenTwoAttemptsIsSeenByTheSecond(CallPath path, @TempDir Path folder)
            throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("credentials"), "bearerToken=token-a\n");
        CredentialsProvider onDisk = CredentialsProvider.fromFile(file);
        CredentialsProvider rotating = new CredentialsProvider() {
            @Override
            public Credentials credentials() {
                return onDisk.credentials();
            }

            @Override
            public void rejected(Credentials rejected) {
                try {
                    Path next = Files.writeString(folder.resolve("next"), "bearerToken=token-b\n");
                    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
                } catch (IOException unexpected) {
                    throw new AssertionError(unexpected);
                }
            }
        };
        status(401);
        ok();
        try (HubsClient hubs = client(rotating)) {
            path.provision(hubs, REQUEST);
        }
        assertThat(sentToken()).isEqualTo("Bearer token-a");
        assertThat(sentToken()).isEqualTo("Bearer token-b");
    }
}
