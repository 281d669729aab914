package co.spkey.sdk.core.call;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wire on {@code java.net.http}. */
final class JdkWire implements Wire {

    private static final Logger LOG = LoggerFactory.getLogger(JdkWire.class);

    /** The most that is read of a body; real ones are below 1 KiB. */
    static final int LARGEST_BODY = 1024 * 1024;

    /**
     * The JDK reports its own time-outs on the client's executor and the common pool. Where those are stuck or shut down,
     * an attempt ends this long after its limit all the same.
     */
    private static final Duration GRACE = Duration.ofMillis(500);

    private volatile @Nullable HttpClient client;
    private final boolean ours;
    private final Timer timer;
    private final Ticker ticker;

    /**
     * Makes a wire.
     *
     * @param ours whether the client was made for this wire and ends with it
     * @throws IllegalArgumentException if the client follows redirects
     */
    JdkWire(HttpClient client, boolean ours, Timer timer, Ticker ticker) {
        if (client.followRedirects() != Redirect.NEVER) {
            throw new IllegalArgumentException("the HttpClient follows redirects (" + client.followRedirects()
                    + ") and would carry the credentials to another origin; build it with followRedirects(NEVER)");
        }
        this.client = client;
        this.ours = ours;
        this.timer = timer;
        this.ticker = ticker;
    }

    @Override
    public Answer send(WireRequest request, Duration limit) throws WireException, InterruptedException {
        Reception reception = new Reception(limit);
        try {
            HttpRequest http = prepared(request, limit);
            return answer(ours ? client().send(http, reception) : sendRescued(http, reception));
        } catch (IOException | RuntimeException broken) {
            return reception.answerDespite(broken);
        }
    }

    /** On a client of the caller's, see {@link Rescue}. */
    private HttpResponse<Body> sendRescued(HttpRequest request, Reception reception)
            throws IOException, InterruptedException {
        Rescue rescue = new Rescue(timer, reception.deadline + GRACE.toNanos());
        try {
            return client().send(request, reception);
        } catch (InterruptedException interrupt) {
            if (rescue.end()) {
                throw new HttpTimeoutException("request timed out");
            }
            throw interrupt;
        } finally {
            rescue.end();
        }
    }

    @Override
    public CompletableFuture<Answer> sendAsync(WireRequest request, Duration limit) {
        Reception reception = new Reception(limit);
        CompletableFuture<HttpResponse<Body>> exchange;
        try {
            exchange = client().sendAsync(prepared(request, limit), reception);
        } catch (RuntimeException broken) {
            // A client of the caller's whose executor has been shut down, for example.
            exchange = CompletableFuture.failedFuture(broken);
        }
        CompletableFuture<HttpResponse<Body>> sent = exchange;
        CompletableFuture<Answer> result = new CompletableFuture<>();
        sent.whenComplete((response, failure) -> complete(
                result, () -> failure == null ? answer(response) : reception.answerDespite(unwrapped(failure))));
        Timer.Task guard = timer.at(reception.deadline + GRACE.toNanos(), () -> {
            HttpTimeoutException late = new HttpTimeoutException("request timed out");
            complete(result, () -> reception.answerDespite(late));
            sent.cancel(true);
        });
        result.whenComplete((answer, failure) -> {
            guard.cancel();
            if (failure instanceof CancellationException) {
                sent.cancel(true);
            }
        });
        return result;
    }

    @FunctionalInterface
    private interface Outcome {
        Answer get() throws WireException;
    }

    private static void complete(CompletableFuture<Answer> result, Outcome outcome) {
        try {
            result.complete(outcome.get());
        } catch (WireException broken) {
            result.completeExceptionally(broken);
        }
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static HttpRequest prepared(WireRequest request, Duration limit) {
        byte[] body = request.body();
        return HttpRequest.newBuilder(request.uri())
                .method(request.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .headers(request.headers())
                .timeout(limit)
                .build();
    }

    private static Answer answer(HttpResponse<Body> response) {
        return answer(response.statusCode(), response.headers(), response.body());
    }

    private static Answer answer(int status, HttpHeaders headers, Body body) {
        String encoding = headers.firstValue("content-encoding").orElse(null);
        return new Answer(
                status, headers.map(), encoding == null ? body : ContentCoding.undo(encoding, body, LARGEST_BODY));
    }

    /** What has come of one answer. The JDK may throw although the status is here, and the status decides. */
    private final class Reception implements HttpResponse.BodyHandler<Body> {

        private final long deadline;
        private volatile HttpResponse.@Nullable ResponseInfo info;
        private volatile @Nullable BoundedBody body;

        Reception(Duration limit) {
            deadline = ticker.nanoTime() + limit.toNanos();
        }

        @Override
        public HttpResponse.BodySubscriber<Body> apply(HttpResponse.ResponseInfo given) {
            BoundedBody made = new BoundedBody(LARGEST_BODY, timer, deadline);
            info = given;
            body = made;
            return made;
        }

        Answer answerDespite(Throwable failure) throws WireException {
            HttpResponse.ResponseInfo come = info;
            BoundedBody begun = body;
            if (come != null && begun != null) {
                return answer(come.statusCode(), come.headers(), begun.endedBy(failure));
            }
            String message = failure.getMessage();
            // With an Authenticator, JDKs before 24 make a failure of a 401 that has no WWW-Authenticate.
            if (failure instanceof IOException
                    && message != null
                    && message.startsWith("WWW-Authenticate header missing")) {
                return new Answer(401, Map.of(), Body.EMPTY);
            }
            throw new WireException(FailureKind.of(failure), failure);
        }
    }

    private HttpClient client() {
        HttpClient open = client;
        if (open == null) {
            throw new IllegalStateException("the client is closed");
        }
        return open;
    }

    /**
     * From 21 on the client is closed, which waits for exchanges under way; on 17 it ends once nothing refers to it, so
     * this lets go of it.
     */
    @Override
    public void close() {
        HttpClient open = client;
        if (!ours) {
            return;
        }
        client = null;
        if (open instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception unforeseen) {
                LOG.warn("The HTTP client could not be closed", unforeseen);
            }
        }
    }
}
