package co.spkey.sdk.hubs.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Raw HTTP to one target: HTTP/1.1, redirects aren't followed, and nothing is sent again unless the target puts it off.
 *
 * <p>429, and 503 with {@code Retry-After}, say nothing of what was asked (PH-ERR-01, PH-ERR-02): a provider may give them at
 * any time.
 */
final class RawHttp {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final int MOST_WAITS = 3;

    /** Who asks for more is taken at its word: it isn't asked again. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final Duration UNASKED_WAIT = Duration.ofSeconds(1);

    private final String base;
    private final Duration answerLimit;

    RawHttp(ContractTarget target) {
        base = target.baseUrl().toString().replaceAll("/+$", "");
        answerLimit = target.answerLimit();
    }

    /**
     * Sends a request, and again when the target has put it off for a time that a check can wait.
     *
     * @throws ClauseNotTried if it is put off for longer, or too often
     */
    ProviderAnswer send(String method, String path, @Nullable String body, List<String> fields)
            throws IOException, InterruptedException {
        HttpRequest request = request(method, path, body, fields);
        boolean outcomeUnknown = false;
        for (int waits = 0; ; waits++) {
            ProviderAnswer answer = await(begin(request), System.nanoTime());
            Duration wait = waitAskedFor(answer);
            if (wait == null) {
                if (outcomeUnknown && answer.status() == 200 && method.equals("POST")) {
                    throw new ClauseNotTried("after a 503 that may have taken effect, the answer 200 tells nothing");
                }
                return answer;
            }
            if (waits == MOST_WAITS || wait.compareTo(LONGEST_WAIT) > 0) {
                throw putOff(answer, waits);
            }
            outcomeUnknown |= answer.status() == 503;
            TimeUnit.MILLISECONDS.sleep(wait.toMillis());
        }
    }

    /**
     * Sends the same command so many times at once.
     *
     * @throws ClauseNotTried if one of them is put off
     */
    List<ProviderAnswer> sendAtOnce(int times, String path, String body, List<String> fields)
            throws IOException, InterruptedException {
        HttpRequest request = request("POST", path, body, fields);
        long start = System.nanoTime();
        List<CompletableFuture<HttpResponse<byte[]>>> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.add(begin(request));
        }
        List<ProviderAnswer> answers = new ArrayList<>();
        try {
            for (CompletableFuture<HttpResponse<byte[]>> each : all) {
                ProviderAnswer answer = await(each, start);
                if (waitAskedFor(answer) != null) {
                    throw putOff(answer, 0);
                }
                answers.add(answer);
            }
        } finally {
            all.forEach(each -> each.cancel(true));
        }
        return answers;
    }

    /** Returns how long the target wants to be left alone, or null when this is its answer. */
    private static @Nullable Duration waitAskedFor(ProviderAnswer answer) {
        Duration asked = RetryAfterField.read(answer.header("Retry-After"), Instant.now());
        return switch (answer.status()) {
            case 429 -> asked == null ? UNASKED_WAIT : asked;
            case 503 -> asked;
            default -> null;
        };
    }

    private static ClauseNotTried putOff(ProviderAnswer answer, int waits) {
        String asked = answer.header("Retry-After");
        return new ClauseNotTried("the target put the request off (Retry-After "
                + (asked.isEmpty() ? "missing" : Shown.line(asked)) + ", waited " + waits + " times): " + answer);
    }

    private HttpRequest request(String method, String path, @Nullable String body, List<String> fields) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        for (int i = 0; i < fields.size(); i += 2) {
            request.setHeader(fields.get(i), fields.get(i + 1));
        }
        return request.build();
    }

    private static CompletableFuture<HttpResponse<byte[]>> begin(HttpRequest request) {
        return HTTP.sendAsync(request, head -> new BoundedBody(RequestHandler.LONGEST_BODY));
    }

    /** The time limit of a JDK request ends with the head of the answer, and a body that stalls would hang for ever. */
    private ProviderAnswer await(CompletableFuture<HttpResponse<byte[]>> response, long start)
            throws IOException, InterruptedException {
        long left = TimeUnit.NANOSECONDS.convert(answerLimit) - (System.nanoTime() - start);
        try {
            return answer(response.get(left, TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            throw new HttpTimeoutException("no answer, or none that was whole, within " + answerLimit);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException lost) {
                throw lost;
            }
            throw new IOException(String.valueOf(failed.getCause()), failed);
        } finally {
            response.cancel(true);
        }
    }

    private static ProviderAnswer answer(HttpResponse<byte[]> response) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        byte[] body = response.body();
        if (String.join(",", headers.getOrDefault("content-encoding", List.of()))
                .equalsIgnoreCase("gzip")) {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
                body = in.readNBytes(RequestHandler.LONGEST_BODY);
            }
        }
        return new ProviderAnswer(response.statusCode(), headers, new String(body, StandardCharsets.UTF_8));
    }
}
