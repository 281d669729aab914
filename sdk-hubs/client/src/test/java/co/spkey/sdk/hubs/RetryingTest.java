package co.spkey.sdk.hubs;

import static co.spkey.sdk.hubs.Stub.CREATED;
import static co.spkey.sdk.hubs.Stub.REPEATED;
import static co.spkey.sdk.hubs.Stub.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.error.ConnectionException;
import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.core.error.ServerException;
import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.core.error.UnauthorizedException;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a call goes on after answers that failed. */
class RetryingTest {

    private final Stub stub = new Stub();

    @AfterEach
    void stop() {
        stub.close();
    }

    /** Gives the first credentials until they are rejected, then the second. */
    private static final class Renewing implements CredentialsProvider {

        private final AtomicInteger rejections = new AtomicInteger();

        @Override
        public Credentials credentials() {
            return Credentials.bearerToken("token-" + rejections.get());
        }

        @Override
        public void rejected(Credentials rejected) {
            rejections.incrementAndGet();
        }
    }

    @ParameterizedTest
    @EnumSource
    void goesOnAfterA401WithNewCredentialsAndALaterFailureThatPasses(CallPath path) throws InterruptedException {
        stub.answer(401, "{}").answer(503, "{}").answer(503, "{}").answer(201, CREATED);
        try (HubsClient hubs = stub.client().credentials(new Renewing()).build()) {
            ProvisionHubResponse response = path.provision(hubs, REQUEST);

            assertThat(response.metadata().attempts()).isEqualTo(4);
        }
        assertThat(stub.received().getHeaders().get("Authorization")).isEqualTo("Bearer token-0");
        for (int i = 0; i < 3; i++) {
            assertThat(stub.received().getHeaders().get("Authorization")).isEqualTo("Bearer token-1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesUpAtTheSecond401(CallPath path) {
        stub.answer(401, "{}").answer(401, "{}").answer(201, CREATED);
        try (HubsClient hubs = stub.client().credentials(new Renewing()).build()) {
            UnauthorizedException failure =
                    catchThrowableOfType(UnauthorizedException.class, () -> path.provision(hubs, REQUEST));

            assertThat(failure.attempts()).isEqualTo(2);
            assertThat(failure.getSuppressed()).hasSize(1).hasOnlyElementsOfType(UnauthorizedException.class);
            assertThat(stub.requests()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void doesNotSendTheSameCredentialsAgainAfterA401(CallPath path) {
        stub.answer(401, "{}").answer(201, CREATED);
        try (HubsClient hubs = stub.client().build()) {
            UnauthorizedException failure =
                    catchThrowableOfType(UnauthorizedException.class, () -> path.provision(hubs, REQUEST));

            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(failure.getSuppressed()).isEmpty();
            assertThat(failure.outcomeUnknown()).isFalse();
            assertThat(stub.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsThe401WhenTheCredentialsCannotBeRenewed(CallPath path) {
        stub.answer(401, "{}");
        AtomicInteger asked = new AtomicInteger();
        CredentialsProvider fails = () -> {
            if (asked.getAndIncrement() > 0) {
                throw new IllegalStateException("no renewal");
            }
            return Credentials.bearerToken("old");
        };
        try (HubsClient hubs = stub.client().credentials(fails).build()) {
            CredentialsException failure =
                    catchThrowableOfType(CredentialsException.class, () -> path.provision(hubs, REQUEST));

            assertThat(failure.getSuppressed()).hasSize(1).hasOnlyElementsOfType(UnauthorizedException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheOutcomeUnknownWhenALaterAttemptSurelyFailed(CallPath path) {
        stub.answer(500, "{\"success\":false,\"error\":\"SideEffectError\",\"message\":\"applied\"}")
                .answer(401, "{}");
        try (HubsClient hubs = stub.client().build()) {
            UnauthorizedException failure =
                    catchThrowableOfType(UnauthorizedException.class, () -> path.provision(hubs, REQUEST));

            assertThat(failure.outcomeUnknown()).isTrue();
            assertThat(failure).hasMessageEndingWith("sending it again is safe");
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheOutcomeUnknownWhenTheServerIsGoneAfterwards(CallPath path) throws Exception {
        RawServer gone = new RawServer(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 500 Oops\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        });
        SkippingTicker time = new SkippingTicker();
        // The server leaves before the second attempt.
        CredentialsProvider provider = () -> {
            if (!gone.requests().isEmpty()) {
                try {
                    gone.close();
                } catch (IOException impossible) {
                    throw new UncheckedIOException(impossible);
                }
            }
            return Credentials.apiKey("k");
        };
        try (HubsClient hubs = Stub.client(time)
                .baseUrl(gone.url())
                .credentials(provider)
                .retryPolicy(RetryPolicy.builder().maxAttempts(2).build())
                .build()) {
            ConnectionException failure =
                    catchThrowableOfType(ConnectionException.class, () -> path.provision(hubs, REQUEST));

            assertThat(failure.attempts()).isEqualTo(2);
            assertThat(failure.outcomeUnknown()).isTrue();
            assertThat(failure.getSuppressed()).hasSize(1).hasOnlyElementsOfType(ServerException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsTheSameBytesInEveryAttempt(CallPath path) throws InterruptedException {
        stub.answer(503, "").answer(503, "").answer(503, "").answer(201, CREATED);
        ProvisionHubRequest request = REQUEST.withThingName("Ding \uD83D\uDD11").withVendorName("ACME \"&\" Söhne");
        try (HubsClient hubs = stub.client().build()) {
            path.provision(hubs, request);
        }
        var first = stub.received();
        for (int i = 1; i < 4; i++) {
            var next = stub.received();
            assertThat(next.getBody()).isEqualTo(first.getBody());
            assertThat(next.getRequestLine()).isEqualTo(first.getRequestLine());
            assertThat(next.getHeaders()).isEqualTo(first.getHeaders());
        }
    }

    @ParameterizedTest
    @EnumSource
    void callsOneHubCreatedAndTheOutcomeUncertainWhenTheAnswerGotLost(CallPath path) throws Exception {
        try (RawServer server = new RawServer(connection -> {
                    connection.readRequest();
                    if (connection.number() == 1) {
                        return; // Applied, and the connection is cut.
                    }
                    connection.write(RawServer.answer(200, REPEATED));
                });
                HubsClient hubs =
                        Stub.client(new SkippingTicker()).baseUrl(server.url()).build()) {
            ProvisionHubResponse response = path.provision(hubs, REQUEST);

            assertThat(response.outcome()).isEqualTo(ProvisionOutcome.UNCERTAIN_WHICH_ATTEMPT);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void paysForAStalePooledConnectionWithOneRetry(CallPath path) throws Exception {
        try (RawServer server = new RawServer(connection -> {
                    connection.readRequest();
                    connection.write(RawServer.answer(201, CREATED));
                    if (connection.number() == 1) {
                        connection.readRequest(); // The client takes the connection for alive: it is cut instead.
                        return;
                    }
                    connection.readRequest();
                });
                HubsClient hubs =
                        Stub.client(new SkippingTicker()).baseUrl(server.url()).build()) {
            path.provision(hubs, REQUEST);
            ProvisionHubResponse second = path.provision(hubs, REQUEST);

            assertThat(second.metadata().attempts()).isEqualTo(2);
            assertThat(second.metadata().earlierOutcomeUnknown()).isTrue();
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void numbersTheAttemptsAndSuppressesTheEarlierOnes(CallPath path) {
        stub.answer(500, "{\"error\":\"one\"}")
                .answer(502, "{\"error\":\"two\"}")
                .answer(400, "{\"error\":\"three\"}");
        try (HubsClient hubs = stub.client().build()) {
            SpkeyException failure = catchThrowableOfType(SpkeyException.class, () -> path.provision(hubs, REQUEST));

            assertThat(failure).hasMessageContaining("400 from the API: three").hasMessageContaining("attempt 3 of 4");
            assertThat(failure.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .satisfiesExactly(
                            first -> assertThat(first)
                                    .contains("500 from the API: one")
                                    .contains("attempt 1 of 4"),
                            second -> assertThat(second)
                                    .contains("502 from the API: two")
                                    .contains("attempt 2 of 4"));
        }
    }
}
