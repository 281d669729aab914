package co.spkey.sdk.core.call;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What has come of one answer. The JDK may throw although the status is here, and the status decides. */
class Reception implements HttpResponse.BodyHandler<Body>, Consumer<Body>, Rescue.Exchange {

    private static final int MOST_DIGITS = 9;

    private final PreparedRequest request;
    private final long deadline;
    private final @Nullable Timer bodyTimer;
    private volatile HttpResponse.@Nullable ResponseInfo info;
    private volatile @Nullable BoundedBody body;
    private volatile boolean late;

    /**
     * Makes what takes one answer in.
     *
     * @param deadline the timer's moment at which the answer must be whole
     * @param bodyTimer ends a body that isn't whole by then; null where whoever waits for it is freed in time anyway
     */
    Reception(PreparedRequest request, long deadline, @Nullable Timer bodyTimer) {
        this.request = request;
        this.deadline = deadline;
        this.bodyTimer = bodyTimer;
    }

    final long deadline() {
        return deadline;
    }

    /** The status and header fields, once they have come. */
    final HttpResponse.@Nullable ResponseInfo info() {
        return info;
    }

    @Override
    public HttpResponse.BodySubscriber<Body> apply(HttpResponse.ResponseInfo given) {
        BoundedBody made = new BoundedBody(JdkWire.LARGEST_BODY, announced(given.headers()), bodyTimer, deadline, this);
        info = given;
        body = made;
        if (late) {
            made.endEarly(Body.End.TIMED_OUT);
        }
        return made;
    }

    /**
     * Ends the body, also one that only begins after this, and has the request's not sent unless that has begun.
     *
     * @return false if the answer's body hasn't begun
     */
    @Override
    public boolean endGently() {
        request.expire();
        late = true; // Before the look: the JDK may come with a body at this moment, and then fail it by itself.
        BoundedBody begun = body;
        if (begun != null) {
            begun.endEarly(Body.End.TIMED_OUT);
        }
        return begun != null;
    }

    /** The answer is here as a whole; the JDK is about to be told. */
    @Override
    public void accept(Body whole) {}

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

    /** What the exchange comes to although the JDK failed it. */
    final Answer answerDespite(Throwable failure) throws WireException {
        HttpResponse.ResponseInfo come = info;
        BoundedBody begun = body;
        if (come != null && begun != null) {
            return answer(come, begun.endedBy(failure));
        }
        String message = failure.getMessage();
        // With an Authenticator, JDKs before 24 make a failure of a 401 that has no WWW-Authenticate.
        if (failure instanceof IOException
                && message != null
                && message.startsWith("WWW-Authenticate header missing")) {
            return new Answer(401, Map.of(), Body.EMPTY);
        }
        WireException.Kind kind = FailureKind.of(failure);
        // The JDK may have repeated the request by itself, and found no connection then.
        throw new WireException(
                kind == WireException.Kind.NOT_CONNECTED && request.mayHaveSentItsBody()
                        ? WireException.Kind.BROKEN
                        : kind,
                failure);
    }

    /** What the exchange comes to where the JDK had nothing to say against it. */
    static Answer answer(HttpResponse<Body> response) {
        return answer(response.statusCode(), response.headers(), response.body());
    }

    static Answer answer(HttpResponse.ResponseInfo status, Body body) {
        return answer(status.statusCode(), status.headers(), body);
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
