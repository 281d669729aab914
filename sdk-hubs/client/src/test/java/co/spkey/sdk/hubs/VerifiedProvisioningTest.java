package co.spkey.sdk.hubs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.spkey.sdk.core.CallOptions;
import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.error.CallTimeoutException;
import co.spkey.sdk.core.error.ForbiddenException;
import co.spkey.sdk.core.error.MalformedResponseException;
import co.spkey.sdk.core.error.NotFoundException;
import co.spkey.sdk.core.error.SpkeyException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The command and the look at what is stored. */
@SuppressWarnings("try") // Closing early is part of what is tested.
class VerifiedProvisioningTest {

    private final Stub stub = new Stub();

    @AfterEach
    void stop() {
        stub.close();
    }

    private static String status(String serial, String model, String thingName) {
        return "{\"hubId\":\"hub-1\",\"serial\":\"" + serial + "\",\"model\":\"" + model + "\",\"thingName\":\""
                + thingName + "\",\"status\":\"Claimed\",\"orgId\":null,\"isPrimary\":true,\"provisionedAt\":1,"
                + "\"version\":\"1.2.3\"}";
    }

    @ParameterizedTest
    @EnumSource
    void returnsTheCommandsAnswerWhenTheSameIsStored(CallPath path) throws InterruptedException {
        stub.answer(201, Stub.CREATED).answer(200, status("SN-1", "M-1", "hub-1"));
        try (HubsClient hubs = stub.client().build()) {
            assertThat(path.provisionVerified(hubs, Stub.REQUEST).outcome()).isEqualTo(ProvisionOutcome.PROVISIONED);
        }
        assertThat(stub.received().getRequestLine()).startsWith("POST ");
        assertThat(stub.received().getRequestLine()).isEqualTo("GET /hubs/hub-1/status HTTP/1.1");
    }

    @ParameterizedTest
    @CsvSource({
        "other, M-1,   thing, serial",
        "SN-1,  other, thing, model",
        "SN-1,  M-1,   hub-1, thingName",
        "x,     y,     z,     serial model thingName"
    })
    void namesEachFieldThatIsStoredWithAnotherValue(String serial, String model, String thing, String fields) {
        for (CallPath path : CallPath.values()) {
            stub.answer(200, Stub.REPEATED).answer(200, status(serial, model, thing));
            try (HubsClient hubs = stub.client().build()) {
                HubMismatchException failure = catchThrowableOfType(
                        HubMismatchException.class,
                        () -> path.provisionVerified(hubs, Stub.REQUEST.withThingName("thing")));

                assertThat(failure.fields()).isEqualTo(List.of(fields.split(" ", -1)));
                assertThat(failure.stored().serial()).isEqualTo(serial);
                assertThat(failure.operation()).isEqualTo("ProvisionHub");
                assertThat(failure.requestId()).isEqualTo("8c1f-AMS");
                assertThat(failure).hasMessageMatching(".* \\(request id 8c1f-AMS, attempt 1, \\d+ ms\\); it was .*");
                for (String field : failure.fields()) {
                    assertThat(failure).hasMessageContaining(field + " is \"");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsNoMoreOfAStoredValueThanALineHolds(CallPath path) {
        String serial = "S".repeat(199) + "\ud83d\udd11" + "S".repeat(100_000);
        stub.answer(200, Stub.REPEATED).answer(200, status(serial, "M-1", "hub-1"));
        try (HubsClient hubs = stub.client().build()) {
            HubMismatchException failure =
                    catchThrowableOfType(HubMismatchException.class, () -> path.provisionVerified(hubs, Stub.REQUEST));

            assertThat(failure).hasMessageContaining("serial is \"" + "S".repeat(199) + "…\" where \"SN-1\"");
            assertThat(failure.stored().serial()).isEqualTo(serial);
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesTheHubsIdForTheThingsNameWhenNoneWasSent(CallPath path) {
        stub.answer(200, Stub.REPEATED).answer(200, status("SN-1", "M-1", "another"));
        try (HubsClient hubs = stub.client().build()) {
            HubMismatchException failure =
                    catchThrowableOfType(HubMismatchException.class, () -> path.provisionVerified(hubs, Stub.REQUEST));

            assertThat(failure.fields()).containsExactly("thingName");
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsTheTimeOfBothOnce(CallPath path) {
        // The pause before the command's second attempt is part of both elapsed times.
        stub.answer(Stub.json(503, "{}").addHeader("Retry-After", "100").build())
                .answer(200, Stub.REPEATED)
                .answer(200, status("x", "M-1", "hub-1"));
        try (HubsClient hubs = stub.client().callTimeout(Duration.ofMinutes(10)).build()) {
            HubMismatchException failure =
                    catchThrowableOfType(HubMismatchException.class, () -> path.provisionVerified(hubs, Stub.REQUEST));

            assertThat(failure.elapsed()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(190));
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysThatTheHubExistsWhenItsStatusCannotBeRead(CallPath path) {
        stub.answer(201, Stub.CREATED).answer(403, "{}");
        stub.answer(201, Stub.CREATED).answer(404, "{\"success\":false,\"errors\":[\"Hub not found\"]}");
        stub.answer(201, Stub.CREATED).answer(200, "{\"hubId\":\"hub-1\"}");
        try (HubsClient hubs = stub.client().build()) {
            for (Class<? extends SpkeyException> kind :
                    List.of(ForbiddenException.class, NotFoundException.class, MalformedResponseException.class)) {
                SpkeyException failure = catchThrowableOfType(kind, () -> path.provisionVerified(hubs, Stub.REQUEST));

                assertThat(failure)
                        .hasMessageStartingWith("HubStatus for hub hub-1 (it exists: ProvisionHub was answered 201;"
                                + " only the verification is missing) failed: ");
                assertThat(failure).message().doesNotContain("has not been provisioned");
                assertThat(failure.outcomeUnknown()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void doesNotLookWhenTheCommandFails(CallPath path) {
        stub.answer(400, "{}");
        try (HubsClient hubs = stub.client().build()) {
            SpkeyException failure =
                    catchThrowableOfType(SpkeyException.class, () -> path.provisionVerified(hubs, Stub.REQUEST));

            assertThat(failure.outcomeUnknown()).isFalse();
            assertThat(stub.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void holdsBothToOneLimit(CallPath path) {
        stub.answer(Stub.json(503, "{}").addHeader("Retry-After", "100").build())
                .answer(200, Stub.REPEATED)
                .answer(Stub.json(503, "{}").addHeader("Retry-After", "100").build());
        try (HubsClient hubs =
                stub.client().callTimeout(Duration.ofSeconds(150)).build()) {
            SpkeyException failure =
                    catchThrowableOfType(SpkeyException.class, () -> path.provisionVerified(hubs, Stub.REQUEST));

            assertThat(failure)
                    .hasMessageContaining("Retry-After 100 s exceeds the")
                    .hasMessageContaining("150 s");
            assertThat(stub.requests()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cutsTheLookShortWhenTheLimitIsReached(CallPath path) throws Exception {
        try (RawServer server = new RawServer(connection -> {
                    connection.readRequest();
                    connection.write(RawServer.answer(201, Stub.CREATED));
                    connection.readRequest();
                    connection.awaitClientGone();
                });
                HubsClient hubs = HubsClient.builder()
                        .baseUrl(server.url())
                        .credentials(() -> Credentials.apiKey("k"))
                        .callTimeout(Duration.ofSeconds(5))
                        .build()) {
            CallTimeoutException failure =
                    catchThrowableOfType(CallTimeoutException.class, () -> path.provisionVerified(hubs, Stub.REQUEST));

            assertThat(failure).hasMessageContaining("it exists");
            assertThat(failure.outcomeUnknown()).isTrue();
        }
    }

    @Test
    void isAbortedInItsSecondHalfToo() throws Exception {
        Events events = new Events();
        CountDownLatch looking = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
                    connection.readRequest();
                    connection.write(RawServer.answer(201, Stub.CREATED));
                    connection.readRequest();
                    looking.countDown();
                    connection.awaitClientGone();
                });
                HubsClient hubs = Stub.client(new SkippingTicker())
                        .baseUrl(server.url())
                        .listener(events)
                        // So long that no limit can be what ends it.
                        .attemptTimeout(Duration.ofMinutes(2))
                        .callTimeout(Duration.ofMinutes(5))
                        .build()) {
            CompletableFuture<ProvisionHubResponse> call =
                    hubs.provisionVerifiedAsync(Stub.REQUEST, CallOptions.none());
            assertThat(looking.await(20, SECONDS)).isTrue();
            call.cancel(true);

            assertThat(server.connection(1).clientGone().await(20, SECONDS)).isTrue();
            hubs.close();
            assertThat(server.requests()).hasSize(2);
            assertThat(events.ends()).hasSize(2);
        }
    }
}
