package co.spkey.sdk.hubs.testkit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Puts the answer to one request on the wire, with what every answer carries. */
final class ServerExchange {

    /** The length of a body that is sent in chunks, in the language of {@link HttpExchange#sendResponseHeaders}. */
    static final long UNKNOWN_LENGTH = 0;

    /** In the same language: no body. */
    private static final long NO_BODY = -1;

    private final HttpExchange http;
    private final String ray;
    private final AnswerListener listener;

    /** Is told of the answer before the first byte of it is sent. */
    @FunctionalInterface
    interface AnswerListener {
        void answering(Answer answer);
    }

    /** Something that takes place between two halves of an answer; what it throws ends the answer there. */
    @FunctionalInterface
    interface Midway {
        void pass() throws IOException;
    }

    ServerExchange(HttpExchange http, String ray, AnswerListener listener) {
        this.http = http;
        this.ray = ray;
        this.listener = listener;
    }

    /** Sends a whole answer, compressed when the request allows it. */
    void send(Answer answer) throws IOException {
        send(answer, requestAllowsGzip());
    }

    /** Sends a whole answer, compressed whatever the request allows. */
    void sendCompressed(Answer answer) throws IOException {
        send(answer, true);
    }

    /** Sends the head and half of the body, then the rest. */
    void sendWithPause(Answer answer, Midway midway) throws IOException {
        if (!hasBody(answer)) {
            midway.pass();
            start(answer, false, NO_BODY);
            return;
        }
        boolean gzip = requestAllowsGzip();
        byte[] body = coded(answer, gzip);
        try (OutputStream out = start(answer, gzip, body.length)) {
            int half = body.length / 2;
            out.write(body, 0, half);
            out.flush();
            midway.pass();
            out.write(body, half, body.length - half);
        }
    }

    /** Sends a JSON answer whose body is written as it goes. */
    void stream(int status, boolean gzip, long length, LongBody body) throws IOException {
        try (OutputStream out = start(new Answer(status, Map.of("Content-Type", Answer.JSON), ""), gzip, length)) {
            body.writeTo(out);
        }
    }

    private void send(Answer answer, boolean gzip) throws IOException {
        if (!hasBody(answer)) {
            start(answer, false, NO_BODY);
            return;
        }
        byte[] body = coded(answer, gzip);
        try (OutputStream out = start(answer, gzip, body.length)) {
            out.write(body);
        }
    }

    private OutputStream start(Answer answer, boolean gzip, long length) throws IOException {
        listener.answering(answer);
        Headers headers = http.getResponseHeaders();
        headers.set("cf-ray", ray);
        answer.headers().forEach(headers::set);
        if (gzip) {
            headers.set("Content-Encoding", "gzip");
        }
        http.sendResponseHeaders(answer.status(), length);
        return http.getResponseBody();
    }

    private boolean requestAllowsGzip() {
        return AcceptEncoding.allowsGzip(http.getRequestHeaders().getOrDefault("Accept-Encoding", List.of()));
    }

    /** Left to itself, the JDK's server drops a body that must not be there, but with a warning in the log. */
    private boolean hasBody(Answer answer) {
        return !answer.body().isEmpty()
                && Answer.statusAllowsBody(answer.status())
                && !http.getRequestMethod().equals("HEAD");
    }

    private static byte[] coded(Answer answer, boolean gzip) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        if (!gzip) {
            return body;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        }
        return bytes.toByteArray();
    }
}
