package co.spkey.sdk.hubs.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BiConsumer;

/** Takes one request from the wire to the backend and its answer back, whatever goes wrong on the way. */
final class RequestHandler implements HttpHandler {

    private final Backend backend;
    private final RecordedRequests requests;
    private final BiConsumer<RecordedRequest, Duration> listener;
    private final RayIds rays = new RayIds();

    RequestHandler(Backend backend, RecordedRequests requests, BiConsumer<RecordedRequest, Duration> listener) {
        this.backend = backend;
        this.requests = requests;
        this.listener = listener;
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        long start = System.nanoTime();
        ServerExchange exchange = new ServerExchange(http, rays.next());
        try {
            byte[] body = exchange.readBody();
            boolean tooLong = body.length > ServerExchange.LONGEST_BODY;
            ReceivedRequest request = exchange.requestWith(tooLong ? "" : new String(body, StandardCharsets.UTF_8));
            RecordedRequests.Entry entry = requests.arrived(request);
            send(exchange, entry, tooLong ? bodyTooLong() : answer(request));
            tell(entry.snapshot(), Duration.ofNanos(System.nanoTime() - start));
        } finally {
            exchange.close();
        }
    }

    private static void send(ServerExchange exchange, RecordedRequests.Entry entry, Answer answer) throws IOException {
        entry.answered(answer.status());
        exchange.send(answer);
    }

    /** The answer is out, and a listener must not be able to spoil the connection after it. */
    private void tell(RecordedRequest request, Duration elapsed) {
        try {
            listener.accept(request, elapsed);
        } catch (RuntimeException lost) {
            // the builder's javadoc says so
        }
    }

    /** A defect of this server, or a clock of the test's that throws, must look like one of the backend, not like a hang. */
    private Answer answer(ReceivedRequest request) {
        try {
            return backend.answer(HubRoute.of(request.method(), request.rawPath()), request);
        } catch (RuntimeException defect) {
            return ErrorAnswers.e3b(500, "Internal Error: " + defect);
        }
    }

    /** The rest of the body stays unread, so the connection can't be used again. */
    private static Answer bodyTooLong() {
        return ErrorAnswers.e7(413, "413 Payload Too Large").with("Connection", "close");
    }
}
