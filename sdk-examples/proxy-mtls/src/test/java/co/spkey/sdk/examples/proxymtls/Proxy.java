package co.spkey.sdk.examples.proxymtls;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A forward proxy for http that may ask for a password and notes what goes through. */
final class Proxy implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient onward = HttpClient.newHttpClient();
    private final @Nullable String expected;
    private final List<String> passed = new CopyOnWriteArrayList<>();

    /**
     * Starts.
     *
     * @param user name and password with a colon between them, or null when everybody may pass
     */
    Proxy(@Nullable String user) throws IOException {
        expected = user == null ? null : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.start();
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    /** The addresses of the requests that went through. */
    List<String> passed() {
        return passed;
    }

    private void pass(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String shown = exchange.getRequestHeaders().getFirst("Proxy-Authorization");
        if (expected != null && !expected.equals(shown)) {
            exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"the way out\"");
            exchange.sendResponseHeaders(407, -1);
            exchange.close();
            return;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(exchange.getRequestURI())
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        List.of("Content-Type", "X-API-Key", "Authorization").forEach(name -> {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        });
        try {
            HttpResponse<byte[]> answer = onward.send(request.build(), BodyHandlers.ofByteArray());
            passed.add(exchange.getRequestURI().toString());
            exchange.getResponseHeaders()
                    .set(
                            "Content-Type",
                            answer.headers().firstValue("Content-Type").orElse("text/plain"));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
