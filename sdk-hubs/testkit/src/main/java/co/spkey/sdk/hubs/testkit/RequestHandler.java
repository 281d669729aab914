package co.spkey.sdk.hubs.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Takes one request from the wire to the backend and its answer back, whatever goes wrong on the way. */
final class RequestHandler implements HttpHandler {

    /** The most that is read of a request's body, in bytes; the largest sensible command is a thousandth of it. */
    static final int LONGEST_BODY = 1024 * 1024;

    private final Backend backend;
    private final FaultInjection injection;
    private final FaultPlan faults;
    private final RecordedRequests requests;
    private final Judge judge;
    private final BiConsumer<RecordedRequest, Duration> listener;
    private final RayIds rays = new RayIds();

    RequestHandler(
            Backend backend,
            FaultInjection injection,
            FaultPlan faults,
            RecordedRequests requests,
            Judge judge,
            BiConsumer<RecordedRequest, Duration> listener) {
        this.backend = backend;
        this.injection = injection;
        this.faults = faults;
        this.requests = requests;
        this.judge = judge;
        this.listener = listener;
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        long start = System.nanoTime();
        try {
            HubRoute route =
                    HubRoute.of(http.getRequestMethod(), http.getRequestURI().getRawPath());
            Fault fault = route == null ? null : faults.next(route);
            boolean cutFirst = fault != null && FaultInjection.cutsBeforeReading(fault);
            byte @Nullable [] body = cutFirst ? null : http.getRequestBody().readNBytes(LONGEST_BODY + 1);
            answer(http, route, fault, body, start);
        } finally {
            // where the answer isn't complete, this closes the connection
            http.close();
        }
    }

    private void answer(
            HttpExchange http, @Nullable HubRoute route, @Nullable Fault fault, byte @Nullable [] body, long start)
            throws IOException {
        boolean tooLong = body != null && body.length > LONGEST_BODY;
        boolean readWhole = body != null && !tooLong;
        ReceivedRequest request = ReceivedRequest.of(http, readWhole ? new String(body, StandardCharsets.UTF_8) : "");
        RecordedRequests.Entry entry = requests.arrived(request);
        judge.arrived(entry, route, readWhole);
        ServerExchange exchange = new ServerExchange(http, rays.next(), entry::answered);
        try {
            if (tooLong) {
                exchange.send(bodyTooLong());
            } else if (route == null || fault == null) {
                exchange.send(genuineAnswer(route, request));
            } else {
                injection.inject(fault, exchange, route, () -> genuineAnswer(route, request));
            }
        } finally {
            entry.ended();
            http.close();
            tell(entry.snapshot(), Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** A defect of this server, or a clock of the test's that throws, must look like one of the backend, not like a hang. */
    private Answer genuineAnswer(@Nullable HubRoute route, ReceivedRequest request) {
        try {
            return backend.answer(route, request);
        } catch (RuntimeException defect) {
            return ErrorAnswers.e3b(500, "Internal Error: " + defect);
        }
    }

    /** The rest of the body stays unread, so the connection can't be used again. */
    private static Answer bodyTooLong() {
        return ErrorAnswers.e7(413, "413 Payload Too Large").with("Connection", "close");
    }

    /** The answer is out, and a listener must not be able to spoil the connection after it. */
    private void tell(RecordedRequest request, Duration elapsed) {
        try {
            listener.accept(request, elapsed);
        } catch (RuntimeException lost) {
            // the builder's javadoc says so
        }
    }
}
