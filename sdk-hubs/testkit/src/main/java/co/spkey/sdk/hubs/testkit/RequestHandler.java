package co.spkey.sdk.hubs.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
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
    private final LongSupplier resets;
    private final RayIds rays = new RayIds();

    /**
     * When a request came.
     *
     * @param nanos by the system's timer
     * @param resets after how many resets of the server
     */
    private record Arrival(long nanos, long resets) {}

    /**
     * Makes a handler.
     *
     * @param resets says how often the server has been reset
     */
    RequestHandler(
            Backend backend,
            FaultInjection injection,
            FaultPlan faults,
            RecordedRequests requests,
            Judge judge,
            BiConsumer<RecordedRequest, Duration> listener,
            LongSupplier resets) {
        this.backend = backend;
        this.injection = injection;
        this.faults = faults;
        this.requests = requests;
        this.judge = judge;
        this.listener = listener;
        this.resets = resets;
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        Arrival arrival = new Arrival(System.nanoTime(), resets.getAsLong());
        try {
            HubRoute route = HubRoute.of(http.getRequestMethod(), ReceivedRequest.rawPath(http));
            FaultPlan.Strike strike = route == null ? null : faults.next(route);
            Fault fault = strike == null ? null : strike.fault();
            boolean cutFirst = fault != null && FaultInjection.cutsBeforeReading(fault);
            byte @Nullable [] body = cutFirst ? null : read(http, strike, arrival);
            answer(http, route, fault, body, arrival);
        } finally {
            // where the answer isn't complete, this closes the connection
            http.close();
        }
    }

    /** Reads the body. A request that never comes whole isn't struck by anything: the fault is for the next one. */
    private byte[] read(HttpExchange http, FaultPlan.@Nullable Strike strike, Arrival arrival) throws IOException {
        try {
            byte[] body = http.getRequestBody().readNBytes(LONGEST_BODY + 1);
            requireNoResetSince(arrival);
            return body;
        } catch (IOException brokenOff) {
            if (strike != null) {
                faults.giveBack(strike);
            }
            throw brokenOff;
        }
    }

    private void answer(
            HttpExchange http, @Nullable HubRoute route, @Nullable Fault fault, byte @Nullable [] body, Arrival arrival)
            throws IOException {
        boolean tooLong = body != null && body.length > LONGEST_BODY;
        boolean readWhole = body != null && !tooLong;
        ReceivedRequest request = ReceivedRequest.of(http, body == null || tooLong ? new byte[0] : body);
        RecordedRequests.Entry entry = requests.arrived(request);
        judge.arrived(entry, route, readWhole);
        ServerExchange exchange = new ServerExchange(http, rays.next(), entry::answered);
        FaultInjection.Genuine genuine = () -> {
            requireNoResetSince(arrival);
            return tooLong ? bodyTooLong() : genuineAnswer(route, request);
        };
        try {
            if (route == null || fault == null) {
                exchange.send(genuine.apply());
            } else {
                injection.inject(fault, exchange, route, genuine);
            }
        } finally {
            entry.progress().ended();
            http.close();
            tell(entry.snapshot(), Duration.ofNanos(System.nanoTime() - arrival.nanos()));
        }
    }

    /** What came before a reset is of a test that is over: it must not take effect in the next one. */
    private void requireNoResetSince(Arrival arrival) throws ConnectionCut {
        if (resets.getAsLong() != arrival.resets()) {
            throw new ConnectionCut("The server was reset before the request was applied");
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
        } catch (RuntimeException | Error lost) {
            // the builder's javadoc says so
        }
    }
}
