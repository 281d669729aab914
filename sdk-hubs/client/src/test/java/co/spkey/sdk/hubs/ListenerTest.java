package co.spkey.sdk.hubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import co.spkey.sdk.core.CallOptions;
import co.spkey.sdk.core.error.BadRequestException;
import co.spkey.sdk.core.error.ConnectionException;
import co.spkey.sdk.core.error.ServerException;
import co.spkey.sdk.core.observe.AttemptEnded;
import co.spkey.sdk.core.observe.AttemptStarted;
import co.spkey.sdk.core.observe.CallEnded;
import co.spkey.sdk.core.observe.CallEvent;
import co.spkey.sdk.core.observe.CallListener;
import co.spkey.sdk.core.observe.CallStarted;
import co.spkey.sdk.core.observe.RetryScheduled;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What listeners and logs hear, what the supplier of call headers is asked, and that neither can break a call. */
class ListenerTest {

    private static final String STATUS =
            "{\"hubId\":\"hub-1\",\"serial\":\"SN-1\",\"model\":\"M-1\",\"thingName\":\"hub-1\","
                    + "\"status\":\"Provisioned\",\"isPrimary\":false,\"provisionedAt\":1}";

    private final Stub stub = new Stub();
    private final Events events = new Events();

    @AfterEach
    void stop() {
        stub.close();
    }

    @ParameterizedTest
    @EnumSource
    void hearsACallInOrder(CallPath path) {
        stub.answer(503, "{\"error\":\"a\"}").answer(201, Stub.CREATED);
        try (HubsClient hubs = stub.client().listener(events).build()) {
            path.provision(hubs, Stub.REQUEST);
        }
        long id = events.all().get(0).callId();
        assertThat(events.all())
                .satisfiesExactly(
                        event -> assertThat(event).isEqualTo(new CallStarted(id, "ProvisionHub", "hub hub-1")),
                        event -> assertThat(event).isEqualTo(new AttemptStarted(id, "ProvisionHub", 1)),
                        event -> assertThat((AttemptEnded) event)
                                .matches(end -> end.callId() == id && end.attempt() == 1 && end.status() == 503)
                                .extracting(AttemptEnded::failure)
                                .isInstanceOf(ServerException.class),
                        event -> assertThat((RetryScheduled) event)
                                .matches(retry -> retry.callId() == id
                                        && retry.nextAttempt() == 2
                                        && retry.delay()
                                                .equals(stub.time.pauses().get(0))
                                        && retry.reason().equals("503 from the API: a")),
                        event -> assertThat(event).isEqualTo(new AttemptStarted(id, "ProvisionHub", 2)),
                        event -> assertThat((AttemptEnded) event)
                                .matches(end -> end.attempt() == 2 && end.status() == 201 && end.failure() == null)
                                .extracting(AttemptEnded::requestId)
                                .isEqualTo("8c1f-AMS"),
                        event -> assertThat((CallEnded) event)
                                .matches(end -> end.callId() == id
                                        && end.attempts() == 2
                                        && end.status() == 201
                                        && end.failure() == null));
        assertThat(events.thread(0)).isSameAs(path.caller());
    }

    @ParameterizedTest
    @EnumSource
    void hearsTheStatusOfTheLastAttemptAtACallsEndAndZeroIfThatGotNoAnswer(CallPath path) throws IOException {
        AtomicBoolean first = new AtomicBoolean(true);
        try (RawServer server = new RawServer(connection -> {
                    connection.readRequest();
                    if (first.getAndSet(false)) {
                        connection.write("HTTP/1.1 503 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                    }
                });
                HubsClient hubs = Stub.client(new SkippingTicker())
                        .baseUrl(server.url())
                        .retryPolicy(RetryPolicy.builder().maxAttempts(2).build())
                        .listener(events)
                        .build()) {
            assertThat(catchThrowable(() -> path.provision(hubs, Stub.REQUEST)))
                    .isInstanceOf(ConnectionException.class);
        }
        assertThat(events.ends()).hasSize(1);
        assertThat(events.ends().get(0).attempts()).isEqualTo(2);
        assertThat(events.ends().get(0).status()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void hearsTheVeryExceptionThatTheCallerGets(CallPath path) {
        stub.answer(400, "{}");
        try (HubsClient hubs = stub.client().listener(events).build()) {
            Throwable failure = catchThrowable(() -> path.provision(hubs, Stub.REQUEST));

            assertThat(events.ends()).hasSize(1);
            assertThat(events.ends().get(0).failure()).isSameAs(failure);
        }
    }

    @ParameterizedTest
    @EnumSource
    void getsOneWarningInTheLogWhenACallGivesUpAndNoneWhenItSucceeds(CallPath path) {
        stub.answer(503, "{}").answer(201, Stub.CREATED).answer(400, "{}");
        try (LogCapture log = new LogCapture();
                HubsClient hubs = stub.client().build()) {
            path.provision(hubs, Stub.REQUEST);
            assertThat(log.messages(Level.WARN)).isEmpty();

            Throwable failure = catchThrowable(() -> path.provision(hubs, Stub.REQUEST));
            assertThat(log.messages(Level.WARN)).containsExactly(failure.getMessage());
            assertThat(log.messages(Level.INFO)).isEmpty();
            assertThat(log.messages(Level.ERROR)).isEmpty();
        }
    }

    static Stream<Arguments> everyEventAndFailure() {
        List<Supplier<Throwable>> failures = List.of(
                () -> new IllegalStateException("theirs"),
                () -> new AssertionError("theirs"),
                () -> new NoClassDefFoundError("theirs"),
                () -> new StackOverflowError("theirs"),
                () -> new OutOfMemoryError("unable to create native thread, as while handing over to one"),
                () -> new Error("such as Kotlin's TODO()"),
                () -> new IOException("checked, as other languages throw it"));
        return Stream.of(CallPath.values())
                .flatMap(path -> failures.stream().map(failure -> Arguments.of(path, failure)));
    }

    @ParameterizedTest
    @MethodSource("everyEventAndFailure")
    void cannotBreakACallByThrowing(CallPath path, Supplier<Throwable> failure) {
        stub.answer(503, "{}").answer(201, Stub.CREATED);
        try (LogCapture log = new LogCapture();
                HubsClient hubs = stub.client()
                        .listener(event -> {
                            events.on(event);
                            sneak(failure.get());
                        })
                        .build()) {
            assertThat(path.provision(hubs, Stub.REQUEST).success()).isTrue();
            assertThat(events.all()).hasSize(7);
            assertThat(log.messages(Level.WARN)).hasSize(7).allMatch(line -> line.contains("listener"));
        }
    }

    @ParameterizedTest
    @MethodSource("everyEventAndFailure")
    void norCanALogThatThrows(CallPath path, Supplier<Throwable> failure) {
        stub.answer(503, "{}").answer(201, Stub.CREATED).answer(400, "{}");
        AtomicInteger thrown = new AtomicInteger();
        try (LogCapture log = new LogCapture(event -> {
                    if (event.getLoggerName().startsWith("co.spkey")) {
                        thrown.incrementAndGet();
                        sneak(failure.get());
                    }
                });
                HubsClient hubs = stub.client().build()) {
            assertThat(path.provision(hubs, Stub.REQUEST).success()).isTrue();
            assertThatThrownBy(() -> path.provision(hubs, Stub.REQUEST)).isInstanceOf(BadRequestException.class);
            assertThat(thrown.get()).isGreaterThan(3);
            assertThat(log.messages(Level.WARN)).as("what was appended").isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void canBeSeveralOfWhichNoneKeepsTheOthersFromHearing(CallPath path) {
        stub.answer(201, Stub.CREATED);
        Events first = new Events();
        CallListener broken = event -> {
            throw new IllegalStateException("theirs");
        };
        try (LogCapture log = new LogCapture();
                HubsClient hubs = stub.client()
                        .listener(CallListener.all(first, broken, events))
                        .build()) {
            path.provision(hubs, Stub.REQUEST);
            assertThat(events.names())
                    .isEqualTo(first.names())
                    .containsExactly("CallStarted", "AttemptStarted", "AttemptEnded", "CallEnded");
            assertThat(log.messages(Level.WARN)).hasSize(4).allMatch(line -> line.contains("listener"));
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    @ParameterizedTest
    @EnumSource
    void isToldOfTheCallBeforeTheCallHeadersAreAskedFor(CallPath path) throws InterruptedException {
        stub.answer(503, "{}").answer(201, Stub.CREATED);
        List<Thread> askers = new CopyOnWriteArrayList<>();
        try (HubsClient hubs = stub.client()
                .listener(events)
                .callHeaders(() -> {
                    askers.add(Thread.currentThread());
                    return Map.of("traceparent", "after " + events.all().size(), "X-Both", "supplier");
                })
                .build()) {
            path.provision(
                    hubs,
                    Stub.REQUEST,
                    CallOptions.builder().header("x-both", "call").build());
        }
        assertThat(askers).containsExactly(path.caller());
        for (int attempt = 1; attempt <= 2; attempt++) {
            var sent = stub.received().getHeaders();
            assertThat(sent.get("traceparent")).isEqualTo("after 1");
            assertThat(sent.values("X-Both")).containsExactly("call");
        }
    }

    @ParameterizedTest
    @EnumSource
    void andTheSupplierAreAskedOnceForAVerifiedCall(CallPath path) throws InterruptedException {
        stub.answer(201, Stub.CREATED).answer(200, STATUS);
        List<Thread> askers = new CopyOnWriteArrayList<>();
        try (HubsClient hubs = stub.client()
                .callHeaders(() -> {
                    askers.add(Thread.currentThread());
                    return Map.of("traceparent", "t-" + askers.size());
                })
                .build()) {
            path.provisionVerified(hubs, Stub.REQUEST);
        }
        assertThat(askers).containsExactly(path.caller());
        assertThat(stub.received().getHeaders().get("traceparent")).isEqualTo("t-1");
        assertThat(stub.received().getHeaders().get("traceparent")).isEqualTo("t-1");
    }

    @ParameterizedTest
    @EnumSource
    void hearsTheEndOfACallWhoseHeadersCannotBeHad(CallPath path) {
        AtomicInteger asked = new AtomicInteger();
        List<Supplier<Map<String, String>>> suppliers = List.of(
                () -> {
                    throw new UnsupportedOperationException("theirs");
                },
                () -> {
                    throw new NoClassDefFoundError("theirs");
                },
                () -> Map.of("X-Org-Id", "7"),
                () -> Map.of("bad name", "7"));
        List<Class<? extends Throwable>> expected = List.of(
                UnsupportedOperationException.class,
                NoClassDefFoundError.class,
                IllegalArgumentException.class,
                IllegalArgumentException.class);
        try (HubsClient hubs = stub.client()
                .listener(events)
                .callHeaders(() -> suppliers.get(asked.getAndIncrement()).get())
                .build()) {
            for (Class<? extends Throwable> kind : expected) {
                Throwable failure = catchThrowable(() -> path.provision(hubs, Stub.REQUEST));
                assertThat(failure instanceof CompletionException ? failure.getCause() : failure)
                        .isInstanceOf(kind);
            }
        }
        assertThat(events.names())
                .containsExactlyElementsOf(Stream.of(1, 2, 3, 4)
                        .flatMap(call -> Stream.of("CallStarted", "CallEnded"))
                        .toList());
        assertThat(stub.requests()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void tellsCallsApartByTheirIds(CallPath path) {
        stub.answer(201, Stub.CREATED).answer(201, Stub.CREATED);
        try (HubsClient hubs = stub.client().listener(events).build()) {
            path.provision(hubs, Stub.REQUEST);
            path.provision(hubs, Stub.REQUEST);
        }
        assertThat(events.of(CallStarted.class)).extracting(CallEvent::callId).doesNotHaveDuplicates();
    }
}
