package co.spkey.sdk.examples.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.spkey.sdk.core.error.BadRequestException;
import co.spkey.sdk.core.error.CallInterruptedException;
import co.spkey.sdk.core.error.ServerException;
import co.spkey.sdk.core.observe.AttemptStarted;
import co.spkey.sdk.core.observe.CallEnded;
import co.spkey.sdk.core.observe.CallEvent;
import co.spkey.sdk.core.observe.CallStarted;
import co.spkey.sdk.core.retry.RetryPolicy;
import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import co.spkey.sdk.hubs.ProvisionHubResponse;
import co.spkey.sdk.hubs.testkit.RecordedRequest;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import co.spkey.sdk.hubs.testkit.WithReferenceServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@WithReferenceServer
class OpenTelemetryCallListenerTest {

    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    private final OpenTelemetryCallListener traces = listener(URI.create("http://localhost:8787"));

    /** The extension's OpenTelemetry has the propagator of the W3C's trace context. */
    private static OpenTelemetryCallListener listener(URI baseUrl) {
        return new OpenTelemetryCallListener(TELEMETRY.getOpenTelemetry(), baseUrl);
    }

    private HubsClient connected(URI url) {
        return connected(url, traces);
    }

    private static HubsClient connected(URI url, OpenTelemetryCallListener traces) {
        return Backends.client(url)
                .listener(traces)
                .callHeaders(traces::callHeaders)
                .build();
    }

    private static SpanData span(String name) {
        List<SpanData> found = TELEMETRY.getSpans().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
        assertThat(found).as("spans named %s", name).hasSize(1);
        return found.get(0);
    }

    private static List<String> eventNames(SpanData span) {
        return span.getEvents().stream().map(EventData::getName).toList();
    }

    private static String traceparent(SpanData span) {
        String flags = span.getSpanContext().getTraceFlags().asHex();
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + flags;
    }

    private static List<String> traceparents(ReferenceServer server) {
        return sent(server, "traceparent");
    }

    private static List<String> sent(ReferenceServer server, String field) {
        return server.requests().all().stream()
                .map(RecordedRequest::headers)
                .flatMap(fields -> fields.getOrDefault(field, List.of("none")).stream())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void makesASpanOfTheCallAndOneOfItsAttempt(CallPath path, ReferenceServer server) {
        try (HubsClient hubs = connected(server.baseUrl())) {
            path.provision(hubs, Backends.HUB);
        }
        assertThat(TELEMETRY.getSpans()).hasSize(2);
        SpanData call = span("ProvisionHub");
        assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(call.getParentSpanContext().isValid()).isFalse();
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(call.getAttributes().get(STATUS)).isEqualTo(201);
        assertThat(call.getAttributes().get(AttributeKey.stringKey("spkey.subject")))
                .isEqualTo("hub hub-1");
        SpanData attempt = span("attempt 1");
        assertThat(attempt.getKind()).isEqualTo(SpanKind.INTERNAL);
        assertThat(attempt.getTraceId()).isEqualTo(call.getTraceId());
        assertThat(attempt.getParentSpanId()).isEqualTo(call.getSpanId());
        assertThat(attempt.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(attempt.getAttributes().get(STATUS)).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.spkey.co, api.spkey.co, 443",
        "http://localhost, localhost, 80",
        "https://gateway.example.com:8443/spkey, gateway.example.com, 8443",
        "http://[::1]:8787, ::1, 8787"
    })
    void namesTheServerInTheCallsSpan(URI baseUrl, String address, long port) {
        OpenTelemetryCallListener listener = listener(baseUrl);
        listener.on(new CallStarted(-1, "ProvisionHub", "hub hub-1"));
        listener.on(new CallEnded(-1, "ProvisionHub", 0, 0, null, Duration.ZERO));

        SpanData call = span("ProvisionHub");
        assertThat(call.getAttributes().get(AttributeKey.stringKey("server.address")))
                .isEqualTo(address);
        assertThat(call.getAttributes().get(AttributeKey.longKey("server.port")))
                .isEqualTo(port);
    }

    @Test
    void refusesABaseUrlWithoutAHost() {
        assertThatThrownBy(() -> listener(URI.create("/hubs")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host");
    }

    @ParameterizedTest
    @EnumSource
    void sendsTheTraceparentOfTheCallsSpan(CallPath path, ReferenceServer server) {
        try (HubsClient hubs = connected(server.baseUrl())) {
            path.provision(hubs, Backends.HUB);

            assertThat(traceparents(server)).containsExactly(traceparent(span("ProvisionHub")));
        }
    }

    @Test
    void sendsWhatTheGivenPropagatorsWrite(ReferenceServer server) {
        ContextPropagators propagators = ContextPropagators.create(W3CBaggagePropagator.getInstance());
        OpenTelemetryCallListener own =
                new OpenTelemetryCallListener(OpenTelemetry.propagating(propagators), server.baseUrl());
        Baggage baggage = Baggage.builder().put("shift", "night").build();
        try (HubsClient hubs = connected(server.baseUrl(), own);
                Scope current = baggage.makeCurrent()) {
            hubs.provision(Backends.HUB);

            assertThat(sent(server, "baggage")).as("within %s", current).containsExactly("shift=night");
            assertThat(traceparents(server)).containsExactly("none");
        }
    }

    @ParameterizedTest
    @EnumSource
    void nestsTheCallInTheCallersSpan(CallPath path, ReferenceServer server) {
        Span shift = TELEMETRY
                .getOpenTelemetry()
                .getTracer("test")
                .spanBuilder("shift")
                .startSpan();
        try (HubsClient hubs = connected(server.baseUrl());
                Scope current = shift.makeCurrent()) {
            path.provision(hubs, Backends.HUB);

            assertThat(Span.current()).as("%s is undisturbed", current).isSameAs(shift);
            SpanData call = span("ProvisionHub");
            assertThat(call.getParentSpanId()).isEqualTo(shift.getSpanContext().getSpanId());
            assertThat(call.getTraceId()).isEqualTo(shift.getSpanContext().getTraceId());
            assertThat(traceparents(server)).containsExactly(traceparent(call));
        } finally {
            shift.end();
        }
    }

    @ParameterizedTest
    @EnumSource
    void makesASpanOfEachAttemptAndAnEventOfTheRetry(CallPath path) throws Exception {
        List<String> sent = new ArrayList<>();
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            server.enqueue(Backends.failed(503));
            server.enqueue(Backends.provisioned());
            try (HubsClient hubs = connected(server.url("/").uri())) {
                path.provision(hubs, Backends.HUB);
            }
            sent.add(server.takeRequest().getHeaders().get("traceparent"));
            sent.add(server.takeRequest().getHeaders().get("traceparent"));
        }
        SpanData call = span("ProvisionHub");
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(call.getAttributes().get(STATUS)).isEqualTo(200);
        assertThat(eventNames(call)).containsExactly("retry");
        assertThat(call.getEvents().get(0).getAttributes().get(AttributeKey.longKey("spkey.next_attempt")))
                .isEqualTo(2);

        SpanData first = span("attempt 1");
        assertThat(first.getParentSpanId()).isEqualTo(call.getSpanId());
        assertThat(first.getAttributes().get(STATUS)).isEqualTo(503);
        assertThat(first.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(eventNames(first)).containsExactly("exception");

        SpanData second = span("attempt 2");
        assertThat(second.getParentSpanId()).isEqualTo(call.getSpanId());
        assertThat(second.getAttributes().get(STATUS)).isEqualTo(200);
        assertThat(second.getAttributes().get(AttributeKey.longKey("spkey.attempt")))
                .isEqualTo(2);
        assertThat(second.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);

        assertThat(sent).containsExactly(traceparent(call), traceparent(call));
    }

    @ParameterizedTest
    @EnumSource
    void endsTheSpansOfAFailingCallWithItsError(CallPath path) throws Exception {
        ServerException failure;
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            server.enqueue(Backends.failed(503));
            try (HubsClient hubs = Backends.client(server.url("/").uri())
                    .retryPolicy(RetryPolicy.none())
                    .listener(traces)
                    .callHeaders(traces::callHeaders)
                    .build()) {
                failure = catchThrowableOfType(ServerException.class, () -> path.provision(hubs, Backends.HUB));
            }
        }
        assertThat(TELEMETRY.getSpans()).hasSize(2);
        for (SpanData span : TELEMETRY.getSpans()) {
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.getStatus().getDescription()).isEqualTo(failure.getMessage());
            assertThat(span.getAttributes().get(STATUS)).isEqualTo(503);
            assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type")))
                    .isEqualTo(ServerException.class.getName());
            assertThat(span.getAttributes().get(AttributeKey.stringKey("spkey.request_id")))
                    .isEqualTo("8c1f-AMS");
            assertThat(eventNames(span)).containsExactly("exception");
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsTheSpansOfARefusedCallWithItsError(CallPath path, ReferenceServer server) {
        server.things().strict().register("another-thing");
        try (HubsClient hubs = connected(server.baseUrl())) {
            assertThatThrownBy(() -> path.provision(hubs, Backends.HUB)).isInstanceOf(BadRequestException.class);
        }
        assertThat(TELEMETRY.getSpans())
                .hasSize(2)
                .allSatisfy(span -> assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR))
                .allSatisfy(span -> assertThat(span.getAttributes().get(STATUS)).isEqualTo(400));
    }

    @Test
    void endsTheSpansOfACancelledCall() throws Exception {
        CompletableFuture<CallEvent> ended = new CompletableFuture<>();
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            try (HubsClient hubs = Backends.client(server.url("/").uri())
                    .listener(event -> {
                        traces.on(event);
                        if (event instanceof CallEnded) {
                            ended.complete(event);
                        }
                    })
                    .build()) {
                CompletableFuture<ProvisionHubResponse> call = hubs.provisionAsync(Backends.HUB);
                assertThat(server.takeRequest(10, TimeUnit.SECONDS)).isNotNull();
                assertThat(TELEMETRY.getSpans()).as("nothing ended yet").isEmpty();
                call.cancel(true);
                ended.get(10, TimeUnit.SECONDS);
            }
        }
        assertThat(TELEMETRY.getSpans())
                .hasSize(2)
                .allSatisfy(span -> assertThat(eventNames(span)).containsExactly("cancelled"))
                .allSatisfy(span -> assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET));
        assertThat(span("attempt 1").getParentSpanId())
                .isEqualTo(span("ProvisionHub").getSpanId());
    }

    @Test
    void endsTheAttemptThatAnInterruptCutsOff() throws Exception {
        CompletableFuture<RuntimeException> thrown = new CompletableFuture<>();
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            try (HubsClient hubs = connected(server.url("/").uri())) {
                Thread caller = new Thread(() -> {
                    try {
                        hubs.provision(Backends.HUB);
                    } catch (RuntimeException e) {
                        thrown.complete(e);
                    }
                });
                caller.start();
                assertThat(server.takeRequest(10, TimeUnit.SECONDS)).isNotNull();
                caller.interrupt();
                assertThat(thrown.get(10, TimeUnit.SECONDS)).isInstanceOf(CallInterruptedException.class);
            }
        }
        assertThat(TELEMETRY.getSpans())
                .hasSize(2)
                .allSatisfy(span -> assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR))
                .allSatisfy(span -> assertThat(eventNames(span)).containsExactly("exception"));
    }

    @ParameterizedTest
    @EnumSource
    void sendsTheFirstSpanWithBothRequestsOfAVerifiedProvisioning(CallPath path, ReferenceServer server) {
        try (HubsClient hubs = connected(server.baseUrl())) {
            path.provisionVerified(hubs, Backends.HUB);

            String first = traceparent(span("ProvisionHub"));
            assertThat(traceparents(server)).containsExactly(first, first);
            assertThat(span("HubStatus").getAttributes().get(STATUS)).isEqualTo(200);
        }
        assertThat(TELEMETRY.getSpans())
                .as("two operations with one attempt each")
                .hasSize(4);
    }

    @Test
    void keepsBothSpansOfABlockingVerifiedProvisioningInTheCallersSpan(ReferenceServer server) {
        Span shift = TELEMETRY
                .getOpenTelemetry()
                .getTracer("test")
                .spanBuilder("shift")
                .startSpan();
        try (HubsClient hubs = connected(server.baseUrl());
                Scope current = shift.makeCurrent()) {
            hubs.provisionVerified(Backends.HUB);

            assertThat(List.of(span("ProvisionHub"), span("HubStatus")))
                    .as("below %s", current)
                    .allSatisfy(call -> assertThat(call.getParentSpanId())
                            .isEqualTo(shift.getSpanContext().getSpanId()));
        } finally {
            shift.end();
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesACallAfterAVerifiedProvisioningItsOwnTraceparent(CallPath path, ReferenceServer server) {
        try (HubsClient hubs = connected(server.baseUrl())) {
            path.provisionVerified(hubs, Backends.HUB);
            server.requests().clear();
            TELEMETRY.clearSpans();

            path.provision(hubs, ProvisionHubRequest.of("hub-2", "SN-2", "M-1"));

            assertThat(traceparents(server)).containsExactly(traceparent(span("ProvisionHub")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingOnTheThreadWhenNobodyAsksForTheHeaders(CallPath path, ReferenceServer server) {
        try (HubsClient hubs =
                Backends.client(server.baseUrl()).listener(traces).build()) {
            path.provision(hubs, Backends.HUB);

            assertThat(traceparents(server)).containsExactly("none");
        }
        assertThat(TELEMETRY.getSpans()).hasSize(2);
        assertThat(traces.callHeaders()).isEmpty();
    }

    @Test
    void givesNoCallsHeadersToAnotherOnceItHasBegunToSend() throws Exception {
        traces.on(new CallStarted(-1, "ProvisionHub", "hub hub-1"));
        CompletableFuture.runAsync(() -> traces.on(new AttemptStarted(-1, "ProvisionHub", 1)))
                .get(10, TimeUnit.SECONDS);

        assertThat(traces.callHeaders()).isEmpty();
    }

    @Test
    void givesTheCurrentSpansHeadersOutsideOfACall() {
        Span shift = TELEMETRY
                .getOpenTelemetry()
                .getTracer("test")
                .spanBuilder("shift")
                .startSpan();
        try (Scope current = shift.makeCurrent()) {
            assertThat(traces.callHeaders().get("traceparent"))
                    .as("of %s", current)
                    .contains(shift.getSpanContext().getSpanId());
        } finally {
            shift.end();
        }
    }

    @Test
    void givesUpTheOldestOfTooManyCallsWhoseEndIsNotTold() {
        for (int i = 0; i <= OpenTelemetryCallListener.MOST_OPEN_CALLS; i++) {
            traces.on(new CallStarted(-1 - i, "ProvisionHub", "hub hub-" + i));
            traces.on(new AttemptStarted(-1 - i, "ProvisionHub", 1));
        }
        assertThat(TELEMETRY.getSpans())
                .hasSize(2)
                .allSatisfy(span -> assertThat(eventNames(span)).containsExactly("end not told"));
        assertThat(span("ProvisionHub").getAttributes().get(AttributeKey.stringKey("spkey.subject")))
                .isEqualTo("hub hub-0");
    }

    @Test
    void countsACallThatHasEndedAsOpenNoLonger() {
        traces.on(new CallStarted(-1, "ProvisionHub", "hub that stays open"));
        for (int i = 1; i <= OpenTelemetryCallListener.MOST_OPEN_CALLS; i++) {
            traces.on(new CallStarted(-1 - i, "ProvisionHub", "hub hub-" + i));
            traces.on(new CallEnded(-1 - i, "ProvisionHub", 0, 0, null, Duration.ZERO));
        }
        assertThat(TELEMETRY.getSpans())
                .hasSize(OpenTelemetryCallListener.MOST_OPEN_CALLS)
                .extracting(span -> span.getAttributes().get(AttributeKey.stringKey("spkey.subject")))
                .doesNotContain("hub that stays open");
    }

    @ParameterizedTest
    @EnumSource
    void sharesAClientWithMetrics(CallPath path, ReferenceServer server) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        MicrometerCallListener metrics = new MicrometerCallListener(registry);
        try (HubsClient hubs = Backends.client(server.baseUrl())
                .listener(event -> {
                    metrics.on(event);
                    traces.on(event);
                })
                .callHeaders(traces::callHeaders)
                .build()) {
            path.provision(hubs, Backends.HUB);

            assertThat(traceparents(server)).containsExactly(traceparent(span("ProvisionHub")));
        }
        assertThat(registry.get("spkey.call").timer().count()).isEqualTo(1);
    }

    @Test
    void keepsTheSpansOfConcurrentCallsApart(ReferenceServer server) {
        try (HubsClient hubs = connected(server.baseUrl())) {
            List<CompletableFuture<ProvisionHubResponse>> calls = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                calls.add(hubs.provisionAsync(ProvisionHubRequest.of("hub-" + i, "SN-" + i, "M-1")));
            }
            calls.forEach(CompletableFuture::join);

            List<SpanData> spans = TELEMETRY.getSpans();
            List<String> sent = traceparents(server);
            assertThat(spans).hasSize(200);
            assertThat(sent)
                    .containsExactlyInAnyOrderElementsOf(spans.stream()
                            .filter(span -> span.getKind() == SpanKind.CLIENT)
                            .map(OpenTelemetryCallListenerTest::traceparent)
                            .toList());
            assertThat(spans.stream()
                            .filter(span -> span.getKind() == SpanKind.INTERNAL)
                            .map(SpanData::getParentSpanId))
                    .doesNotHaveDuplicates()
                    .hasSize(100);
        }
    }
}
