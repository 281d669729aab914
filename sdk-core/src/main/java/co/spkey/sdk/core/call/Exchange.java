package co.spkey.sdk.core.call;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One request on the JDK's client, and what has come of it. The JDK may fail an exchange although its status is here, and
 * the status decides.
 *
 * <p>The time limit isn't the JDK's: that one ends with the header section, and wakes the client's selector at every
 * request. Neither is the future's completion: the JDK would do it in the common pool, which on one or two processors is a
 * new thread for each, several times as dear as the exchange; but not for a future that is complete already.
 */
final class Exchange implements HttpResponse.BodyHandler<Body> {

    private static final int MOST_DIGITS = 9;

    private final CompletableFuture<Answer> result = new CompletableFuture<>();
    private final Executor executor;
    private volatile @Nullable PreparedRequest request;
    private volatile @Nullable CompletableFuture<HttpResponse<Body>> sent;
    private volatile HttpResponse.@Nullable ResponseInfo info;
    private volatile @Nullable BoundedBody body;
    private volatile boolean come;

    /**
     * Makes an exchange.
     *
     * @param executor where a whole answer is handed over, since this is told on a thread that has yet to end the
     *     exchange; {@code Runnable::run} only if nothing runs then but a thread that waits
     */
    Exchange(Executor executor) {
        this.executor = executor;
    }

    /** Returns what completes with the answer, or with a {@link WireException}. */
    CompletableFuture<Answer> result() {
        return result;
    }

    void begin(HttpClient client, PreparedRequest prepared) {
        request = prepared;
        CompletableFuture<HttpResponse<Body>> begun = client.sendAsync(prepared, this);
        sent = begun;
        begun.whenComplete((response, failure) -> {
            if (failure != null) {
                complete(() -> answerDespite(unwrapped(failure)));
            } else if (response != null) {
                complete(() -> answer(response.statusCode(), response.headers(), response.body()));
            }
        });
        if (come) {
            begun.complete(null);
        } else if (result.isDone()) {
            abort(); // Its time ran out, or it was cancelled, while the client was beginning it.
        }
    }

    /** Ends it because it could not begin. */
    void fail(RuntimeException broken) {
        complete(() -> answerDespite(broken));
    }

    /** Ends it because its time is over; what has come until now is the answer. */
    void timeOut() {
        PreparedRequest begun = request;
        // A request whose body wasn't asked for has no connection yet; without its body it can't take effect.
        HttpTimeoutException late = begun == null || begun.isUnsent()
                ? new HttpConnectTimeoutException("no connection within the time limit")
                : new HttpTimeoutException("request timed out");
        complete(() -> answerDespite(late));
        abort();
    }

    /** Closes its connection, unless the answer is whole. */
    void abort() {
        CompletableFuture<?> open = sent;
        if (open != null) {
            open.cancel(true);
        }
        BoundedBody begun = body;
        if (begun != null) {
            begun.cancel();
        }
    }

    @Override
    public HttpResponse.BodySubscriber<Body> apply(HttpResponse.ResponseInfo given) {
        BoundedBody made =
                new BoundedBody(JdkWire.LARGEST_BODY, announced(given.headers()), ended -> come(given, ended));
        info = given;
        body = made;
        return made;
    }

    /** The length that the header section tells, or -1: only a hint, since a server may tell anything. */
    private static int announced(HttpHeaders headers) {
        List<String> lengths = headers.map().get("content-length");
        if (lengths == null || lengths.size() != 1 || lengths.get(0).length() > MOST_DIGITS) {
            return -1;
        }
        try {
            return Integer.parseInt(lengths.get(0));
        } catch (NumberFormatException nonsense) {
            return -1;
        }
    }

    /** The answer is here as far as it will come; the JDK is about to be told. */
    private void come(HttpResponse.ResponseInfo status, Body ended) {
        try {
            executor.execute(() -> complete(() -> answer(status.statusCode(), status.headers(), ended)));
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            return; // The JDK completes it.
        }
        come = true;
        CompletableFuture<?> open = sent;
        if (open != null) {
            open.complete(null);
        }
    }

    @FunctionalInterface
    private interface Outcome {
        Answer get() throws WireException;
    }

    /** Completes it come what may: nobody waits on this thread for an exception. */
    private void complete(Outcome outcome) {
        if (result.isDone()) {
            return;
        }
        try {
            result.complete(outcome.get());
        } catch (WireException | RuntimeException | Error broken) {
            result.completeExceptionally(broken);
        }
    }

    private Answer answerDespite(Throwable failure) throws WireException {
        HttpResponse.ResponseInfo status = info;
        BoundedBody begun = body;
        if (status != null && begun != null) {
            return answer(status.statusCode(), status.headers(), begun.endedBy(failure));
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

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static Answer answer(int status, HttpHeaders headers, Body body) {
        List<String> encodings = headers.map().get("content-encoding"); // firstValue would make a stream each time.
        String encoding = encodings == null || encodings.isEmpty() ? null : encodings.get(0);
        return new Answer(
                status,
                headers.map(),
                encoding == null ? body : ContentCoding.undo(encoding, body, JdkWire.LARGEST_BODY));
    }
}
