package co.spkey.sdk.hubs.testkit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** One request and its answer on the wire: reads within bounds, adds what every answer carries, writes. */
final class ServerExchange {

    /** The most that is read of a request's body, in bytes; the largest sensible command is a thousandth of it. */
    static final int LONGEST_BODY = 1024 * 1024;

    /** What {@link HttpExchange#sendResponseHeaders} takes for "no body". */
    private static final int NO_BODY = -1;

    private final HttpExchange http;
    private final String ray;
    private boolean started;

    ServerExchange(HttpExchange http, String ray) {
        this.http = http;
        this.ray = ray;
    }

    String method() {
        return http.getRequestMethod();
    }

    String rawPath() {
        return http.getRequestURI().getRawPath();
    }

    /** Returns whether the status line may have been sent. */
    boolean started() {
        return started;
    }

    /** Reads the body, one byte more than is allowed at most. */
    byte[] readBody() throws IOException {
        return http.getRequestBody().readNBytes(LONGEST_BODY + 1);
    }

    ReceivedRequest requestWith(String body) {
        URI target = http.getRequestURI();
        return new ReceivedRequest(
                method(),
                target.getRawPath(),
                target.getRawQuery(),
                ReceivedRequest.anyCase(http.getRequestHeaders()),
                body);
    }

    /** Sends a whole answer, compressed when the request allows it. */
    void send(Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        if (mayHaveBody(answer) && body.length > 0) {
            boolean gzip =
                    AcceptEncoding.allowsGzip(http.getRequestHeaders().getOrDefault("Accept-Encoding", List.of()));
            byte[] coded = gzip ? gzip(body) : body;
            start(answer, gzip, coded.length);
            try (OutputStream out = http.getResponseBody()) {
                out.write(coded);
            }
        } else {
            start(answer, false, NO_BODY);
        }
    }

    /** Ends the exchange; where the answer isn't complete, the connection is closed with it. */
    void close() {
        http.close();
    }

    private void start(Answer answer, boolean gzip, long length) throws IOException {
        started = true;
        Headers headers = http.getResponseHeaders();
        answer.headers().forEach(headers::set);
        headers.set("cf-ray", ray);
        if (gzip) {
            headers.set("Content-Encoding", "gzip");
        }
        http.sendResponseHeaders(answer.status(), length);
    }

    private boolean mayHaveBody(Answer answer) {
        return !method().equals("HEAD") && answer.status() != 204 && answer.status() != 304;
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        }
        return bytes.toByteArray();
    }
}
