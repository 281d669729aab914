package co.spkey.sdk.hubs.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** A gateway in front of a reference server that gets something wrong. */
public final class Front implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** A request on its way in. */
    public record Request(String method, String path, Map<String, String> headers, String body) {

        public Request with(String field, String value) {
            Map<String, String> changed = copy(headers);
            changed.put(field, value);
            return new Request(method, path, changed, body);
        }

        public Request without(String field) {
            Map<String, String> changed = copy(headers);
            changed.remove(field);
            return new Request(method, path, changed, body);
        }

        public Request at(String newPath) {
            return new Request(method, newPath, headers, body);
        }

        public Request saying(String newBody) {
            return new Request(method, path, headers, newBody);
        }

        public boolean isCommand() {
            return method.equals("POST");
        }
    }

    /** An answer on its way out. */
    public record Answered(int status, Map<String, String> headers, String body) {

        public Answered as(int newStatus) {
            return new Answered(newStatus, headers, body);
        }

        public Answered with(String field, String value) {
            Map<String, String> changed = copy(headers);
            changed.put(field, value);
            return new Answered(status, changed, body);
        }

        public Answered without(String field) {
            Map<String, String> changed = copy(headers);
            changed.remove(field);
            return new Answered(status, changed, body);
        }

        public Answered saying(String newBody) {
            return new Answered(status, headers, newBody);
        }

        public Answered replacing(String regex, String replacement) {
            return saying(body.replaceAll(regex, replacement));
        }

        public boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    /** The server behind. */
    public interface Behind {
        Answered ask(Request request) throws IOException;
    }

    /** What the gateway makes of a request. */
    public interface Twist {
        Answered answer(Request request, Behind behind) throws IOException;
    }

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final URI behind;

    public Front(ReferenceServer server, Twist twist) throws IOException {
        behind = server.baseUrl();
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        http.setExecutor(threads);
        http.createContext("/", exchange -> serve(exchange, twist));
        http.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    private void serve(HttpExchange exchange, Twist twist) throws IOException {
        try (exchange) {
            Map<String, String> headers = copy(Map.of());
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Answered answer = twist.answer(
                    new Request(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            headers,
                            body),
                    this::forward);
            answer.headers.forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
            if (headers.getOrDefault("Accept-Encoding", "").contains("gzip")) {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                bytes = gzip(bytes);
            }
            exchange.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private Answered forward(Request request) throws IOException {
        HttpRequest.Builder forwarded = HttpRequest.newBuilder(URI.create(behind + request.path))
                .method(request.method, HttpRequest.BodyPublishers.ofString(request.body));
        request.headers.forEach((name, value) -> {
            if (name.toLowerCase(java.util.Locale.ROOT).matches("x-.*|authorization|content-type")) {
                forwarded.setHeader(name, value);
            }
        });
        try {
            HttpResponse<String> answer = HTTP.send(forwarded.build(), HttpResponse.BodyHandlers.ofString());
            Map<String, String> headers = copy(Map.of());
            answer.headers().map().forEach((name, values) -> {
                if (!name.matches("(?i)content-length|date|transfer-encoding")) {
                    headers.put(name, values.get(0));
                }
            });
            return new Answered(answer.statusCode(), headers, answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static Map<String, String> copy(Map<String, String> fields) {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(fields);
        return copy;
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
