package co.spkey.sdk.hubs;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import co.spkey.sdk.core.ResponseMetadata;
import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.error.SpkeyException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever completes the future of a call has given the call up, and nothing of it goes on. */
@SuppressWarnings("try") // Closing early is part of what is tested.
class CancellingTest {

    private static final ProvisionHubResponse SUBSTITUTE = new ProvisionHubResponse(
            true, "mine", BigDecimal.ONE, null, new ResponseMetadata(200, null, 1, Duration.ZERO, false, Map.of()));

    private final Events events = new Events();

    /** The ways to give up. */
    enum Way {
        CANCEL,
        CANCEL_WITHOUT_INTERRUPT,
        COMPLETE,
        FAIL,
        TIME_OUT;

        void giveUp(CompletableFuture<ProvisionHubResponse> call) {
            switch (this) {
                case CANCEL -> call.cancel(true);
                case CANCEL_WITHOUT_INTERRUPT -> call.cancel(false);
                case COMPLETE -> call.complete(SUBSTITUTE);
                case FAIL -> call.completeExceptionally(new IllegalStateException("enough"));
                case TIME_OUT -> call.orTimeout(1, MILLISECONDS);
            }
        }
    }

    static Stream<Arguments> everyMomentAndWay() {
        return Stream.of(Moment.values())
                .flatMap(moment -> Stream.of(Way.values()).map(way -> Arguments.of(moment, way)));
    }

    @ParameterizedTest
    @MethodSource("everyMomentAndWay")
    void abortsTheCall(Moment moment, Way way) throws Exception {
        try (Moment.Scene scene = moment.scene(events)) {
            CompletableFuture<ProvisionHubResponse> call = scene.hubs.provisionAsync(Stub.REQUEST);
            scene.awaitReached();
            int before = scene.requests();

            way.giveUp(call);
            await().until(call::isDone);
            await().untilAsserted(() -> assertThat(events.ends()).hasSize(1));
            if (moment == Moment.BEFORE_THE_ANSWER || moment == Moment.IN_THE_BODY) {
                assertThat(scene.server().connection(1).clientGone().await(20, SECONDS))
                        .as("the client has closed the connection")
                        .isTrue();
            }
            if (moment == Moment.FETCHING_A_TOKEN) {
                assertThat(scene.token).isCancelled();
            }
            scene.release();
            // The closing waits for whatever is still under way.
            scene.hubs.close();

            assertThat(scene.requests()).isEqualTo(before);
            assertThat(events.ends()).hasSize(1);
            assertThat(events.openAttempts()).isZero();
            assertThat(events.ends().get(0).failure()).isInstanceOf(CancellationException.class);
            assertThat(events.all().get(events.all().size() - 1))
                    .isEqualTo(events.ends().get(0));
            switch (way) {
                case CANCEL, CANCEL_WITHOUT_INTERRUPT -> assertThat(call).isCancelled();
                case COMPLETE -> assertThat(call).isCompletedWithValue(SUBSTITUTE);
                case FAIL ->
                    assertThatThrownBy(call::get)
                            .isInstanceOf(ExecutionException.class)
                            .hasCauseInstanceOf(IllegalStateException.class);
                case TIME_OUT ->
                    assertThatThrownBy(call::get)
                            .isInstanceOf(ExecutionException.class)
                            .hasCauseInstanceOf(TimeoutException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void abortsAVerifiedCall(Moment moment) throws Exception {
        try (Moment.Scene scene = moment.scene(events)) {
            CompletableFuture<ProvisionHubResponse> call = scene.hubs.provisionVerifiedAsync(Stub.REQUEST);
            scene.awaitReached();
            int before = scene.requests();

            call.cancel(true);
            scene.release();
            scene.hubs.close();

            assertThat(scene.requests()).isEqualTo(before);
            assertThat(events.ends()).hasSize(1);
            assertThat(events.openAttempts()).isZero();
        }
    }

    @Test
    void interruptsAProviderThatBlocks() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CompletableFuture<Boolean> after = new CompletableFuture<>();
        CredentialsProvider blocking = () -> {
            asked.countDown();
            try {
                new CountDownLatch(1).await(30, SECONDS);
                interrupted.complete(false);
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
                interrupted.complete(true);
            }
            return Credentials.apiKey("late");
        };
        Executor watching = work -> new Thread(() -> {
                    work.run();
                    after.complete(Thread.currentThread().isInterrupted());
                })
                .start();
        try (Stub stub = new Stub();
                HubsClient hubs =
                        stub.client().credentials(blocking).executor(watching).build()) {
            CompletableFuture<ProvisionHubResponse> call = hubs.provisionAsync(Stub.REQUEST);
            assertThat(asked.await(20, SECONDS)).isTrue();
            call.cancel(true);

            assertThat(interrupted.get(20, SECONDS)).isTrue();
            assertThat(after.get(20, SECONDS))
                    .as("what the thread does next sees it")
                    .isFalse();
            assertThat(stub.requests()).isZero();
        }
    }

    @Test
    void leavesAConcludedCallAlone() throws Exception {
        try (Stub stub = new Stub().answer(201, Stub.CREATED);
                HubsClient hubs = stub.client().listener(events).build()) {
            CompletableFuture<ProvisionHubResponse> call = hubs.provisionAsync(Stub.REQUEST);
            ProvisionHubResponse response = call.get(20, SECONDS);

            assertThat(call.cancel(true)).isFalse();
            assertThat(call).isCompletedWithValue(response);
            assertThat(events.ends()).hasSize(1);
            assertThat(events.openAttempts()).isZero();
            assertThat(events.ends().get(0).failure()).isNull();
        }
    }

    /** The race of the answer with the caller: whoever wins, the end is told once and the client stays usable. */
    @Test
    void andAnAnswerAtTheSameMomentEndTheCallOnce() throws Exception {
        int calls = 150;
        try (RawServer server = new RawServer(connection -> {
                    while (true) {
                        connection.readRequest();
                        connection.write(RawServer.answer(201, Stub.CREATED));
                    }
                });
                HubsClient hubs = Stub.client(new SkippingTicker())
                        .baseUrl(server.url())
                        .listener(events)
                        .build()) {
            for (int i = 0; i < calls; i++) {
                int before = server.requests().size();
                CompletableFuture<ProvisionHubResponse> call = hubs.provisionAsync(Stub.REQUEST);
                if (i % 3 == 0) {
                    while (!call.isDone() && server.requests().size() == before) {
                        Thread.onSpinWait();
                    }
                }
                call.cancel(true);
                int ended = i + 1;
                await().pollInterval(Duration.ofMillis(1))
                        .until(() -> events.ends().size() == ended);
            }
            assertThat(hubs.provision(Stub.REQUEST).success()).isTrue();
        }
        assertThat(events.ends()).hasSize(calls + 1).noneMatch(end -> end.failure() instanceof SpkeyException);
    }
}
