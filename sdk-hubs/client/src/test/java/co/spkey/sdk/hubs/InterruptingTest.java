package co.spkey.sdk.hubs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.spkey.sdk.core.error.CallInterruptedException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An interrupt ends a blocking call wherever it stands. */
@SuppressWarnings("try") // Closing early is part of what is tested.
class InterruptingTest {

    private final Events events = new Events();

    @ParameterizedTest
    @EnumSource
    void endsTheCallAndKeepsTheFlag(Moment moment) throws Exception {
        interrupted(moment, scene -> scene.hubs.provision(Stub.REQUEST));
    }

    @ParameterizedTest
    @EnumSource
    void endsAVerifiedCallAndKeepsTheFlag(Moment moment) throws Exception {
        interrupted(moment, scene -> scene.hubs.provisionVerified(Stub.REQUEST));
    }

    private interface Call {
        void in(Moment.Scene scene);
    }

    private void interrupted(Moment moment, Call call) throws Exception {
        AtomicBoolean flag = new AtomicBoolean();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try (Moment.Scene scene = moment.scene(events)) {
            Thread caller = new Thread(() -> {
                try {
                    call.in(scene);
                } catch (RuntimeException | Error failure) {
                    thrown.set(failure);
                    flag.set(Thread.currentThread().isInterrupted());
                }
            });
            caller.start();
            scene.awaitReached();
            int before = scene.requests();

            caller.interrupt();
            caller.join(20_000);

            assertThat(caller.isAlive()).as("the caller still waits").isFalse();
            assertThat(thrown.get()).isInstanceOf(CallInterruptedException.class);
            assertThat(flag).isTrue();
            CallInterruptedException failure = (CallInterruptedException) Objects.requireNonNull(thrown.get());
            boolean sent = moment == Moment.CONNECTING
                    || moment == Moment.BEFORE_THE_ANSWER
                    || moment == Moment.IN_THE_BODY
                    || moment == Moment.PAUSING;
            if (moment != Moment.CONNECTING) { // Where the interrupt may still come before the connecting.
                assertThat(failure.outcomeUnknown()).isEqualTo(sent);
            }
            assertThat(failure.attempts()).isEqualTo(sent ? 1 : 0);
            assertThat(failure.getSuppressed()).hasSize(moment == Moment.PAUSING ? 1 : 0);
            if (moment == Moment.BEFORE_THE_ANSWER || moment == Moment.IN_THE_BODY) {
                assertThat(scene.server().connection(1).clientGone().await(20, SECONDS))
                        .as("the client has closed the connection")
                        .isTrue();
            }
            if (moment == Moment.FETCHING_A_TOKEN) {
                assertThat(scene.token).isCancelled();
            }
            scene.release();
            scene.hubs.close();
            assertThat(scene.requests()).isEqualTo(before);
            assertThat(events.ends()).hasSize(1);
            assertThat(events.openAttempts()).isZero();
            assertThat(events.ends().get(0).failure()).isSameAs(failure);
        }
    }

    @Test
    void beforeTheCallSendsNothing() {
        try (Stub stub = new Stub().answer(201, Stub.CREATED);
                HubsClient hubs = stub.client().listener(events).build()) {
            Thread.currentThread().interrupt();
            CallInterruptedException failure =
                    catchThrowableOfType(CallInterruptedException.class, () -> hubs.provision(Stub.REQUEST));

            assertThat(Thread.interrupted()).as("the flag").isTrue();
            assertThat(failure.outcomeUnknown()).isFalse();
            assertThat(stub.requests()).isZero();
            assertThat(events.names()).containsExactly("CallStarted", "CallEnded");
        } finally {
            assertThat(Thread.interrupted()).isFalse();
        }
    }
}
