package co.spkey.sdk.examples.fleetflink;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/** Answers everything alike and keeps nothing, so that a test of throughput measures the client's side. */
final class StubServer implements AutoCloseable {

    private static final int BACKLOG = 1024;
    private static final byte[] ANSWER =
            "{\"success\":true,\"aggregateId\":\"hub\",\"version\":1,\"event\":null}".getBytes(StandardCharsets.UTF_8);

    static {
        // the JDK reads it once, when the first server of the JVM is made
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final LongAdder answered = new LongAdder();

    StubServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        http.setExecutor(threads);
        http.createContext("/", this::answer);
        http.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream request = exchange.getRequestBody()) {
            request.readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(201, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
            answered.increment();
        }
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    long answered() {
        return answered.sum();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
