package co.spkey.sdk.core.call;

import co.spkey.sdk.core.call.AttemptFailure.Kind;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what a failed attempt means: what to tell the caller, whether trying again can help, and whether the request may
 * have taken effect. One judge for each call, since it masks what that call has sent.
 */
final class AttemptJudge {

    /** The statuses that can get better by themselves, Cloudflare's own among them. */
    private static final Set<Integer> RETRYABLE =
            Set.of(408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 527, 530);

    private final BaseUrl baseUrl;
    private final Ticker ticker;
    private final Masking masking;

    AttemptJudge(BaseUrl baseUrl, Ticker ticker, Masking masking) {
        this.baseUrl = baseUrl;
        this.ticker = ticker;
        this.masking = masking;
    }

    /** An answer that is not a 2xx. The status alone decides (PH-ERR-06), however the body ended. */
    AttemptFailure refused(Answer answer, @Nullable String explanation) {
        int status = answer.status();
        ErrorBody body = errorBody(answer);
        StringBuilder what = new StringBuilder().append(status).append(" from ");
        what.append(body.fromApi() ? "the API" : baseUrl.toString());
        if (!body.message().isEmpty()) {
            what.append(": ").append(body.message());
        }
        if (status == 404 && !body.fromApi()) {
            what.append("; the answer is not the API's: wrong base URL?");
        } else if (status >= 300 && status < 400) {
            what.append("; redirects are not followed, they would carry the credentials elsewhere: wrong base URL?");
        } else if (explanation != null) {
            what.append("; ").append(explanation);
        }
        return AttemptFailure.builder(Kind.STATUS, what.toString())
                .status(status)
                .body(body)
                .requestId(requestId(answer, body))
                .retryAfter(RetryAfter.read(answer.header("retry-after"), ticker.now()))
                .fromAggregate(answer.header("x-ceves-error") != null)
                .retryable(RETRYABLE.contains(status))
                .mayHaveTakenEffect(status < 400 || status >= 500 || status == 408)
                .build();
    }

    /** A 2xx whose body never came whole. */
    AttemptFailure incomplete(Answer answer, Duration limit, boolean callLimit) {
        Body body = answer.body();
        return switch (body.end()) {
            case COMPLETE -> throw new IllegalArgumentException("the body is whole");
            case TOO_LARGE ->
                malformed(answer, "the body is larger than " + JdkWire.LARGEST_BODY + " bytes", body.cause());
            case UNREADABLE -> malformed(answer, "its content coding can't be undone", body.cause());
            case BROKEN ->
                begun(
                        answer,
                        Kind.CONNECTION,
                        "the connection to " + baseUrl + " broke in the middle of the answer",
                        body.cause());
            case TIMED_OUT -> begun(answer, Kind.TIMEOUT, late(limit, callLimit, "the answer's body stalled"), null);
        };
    }

    /** A 2xx that isn't the contract's. */
    AttemptFailure malformed(Answer answer, String problem, @Nullable Throwable cause) {
        return AttemptFailure.builder(
                        Kind.MALFORMED, answer.status() + ", but the answer breaks the contract: " + problem)
                .status(answer.status())
                .requestId(requestId(answer, ErrorBody.EMPTY))
                .mayHaveTakenEffect(true)
                .reason(masking.mask(cause))
                .build();
    }

    /** A 2xx that says {@code success:false}. */
    AttemptFailure unsuccessful(Answer answer) {
        ErrorBody body = errorBody(answer);
        String what = answer.status() + " from the API, but with success:false (PH-RES-08)"
                + (body.message().isEmpty() ? "" : ": " + body.message());
        return AttemptFailure.builder(Kind.UNSUCCESSFUL, what)
                .status(answer.status())
                .body(body)
                .requestId(requestId(answer, body))
                .mayHaveTakenEffect(true)
                .build();
    }

    /** No status came back. */
    AttemptFailure broken(WireException failure, Duration limit, boolean callLimit) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return switch (failure.kind()) {
            case TIMED_OUT ->
                sent(Kind.TIMEOUT, late(limit, callLimit, "no answer"), cause).build();
            case BROKEN ->
                sent(Kind.CONNECTION, "the connection to " + baseUrl + " broke" + detail(cause), cause)
                        .build();
            case NOT_CONNECTED ->
                AttemptFailure.builder(Kind.CONNECTION, "no connection to " + baseUrl + detail(cause))
                        .retryable(true)
                        .reason(masking.mask(cause))
                        .build();
            case NOT_TRUSTED ->
                AttemptFailure.builder(
                                Kind.NOT_TRUSTED,
                                "no trusted connection to " + baseUrl + detail(cause)
                                        + "; check its certificate and this client's trust store")
                        .reason(masking.mask(cause))
                        .build();
        };
    }

    private String late(Duration limit, boolean callLimit, String what) {
        String within = callLimit
                ? "the " + Text.of(limit) + " that were left of the call's limit"
                : "the attempt's limit of " + Text.of(limit);
        return what + " from " + baseUrl + " within " + within;
    }

    /** The head of the answer came, with the id that tells support which it was. */
    private AttemptFailure begun(Answer answer, Kind kind, String what, @Nullable Throwable cause) {
        return sent(kind, what, cause)
                .status(answer.status())
                .requestId(requestId(answer, ErrorBody.EMPTY))
                .build();
    }

    private AttemptFailure.Builder sent(Kind kind, String what, @Nullable Throwable cause) {
        return AttemptFailure.builder(kind, what)
                .retryable(true)
                .mayHaveTakenEffect(true)
                .reason(masking.mask(cause));
    }

    /** What the transport says, in one line; the JDK leaves the most frequent failures without a message. */
    private String detail(Throwable cause) {
        for (Throwable link = cause; link != null; link = link.getCause()) {
            if (link instanceof UnresolvedAddressException || link instanceof UnknownHostException) {
                return ": unknown host";
            }
            if (link.getMessage() != null) {
                return ": " + link.getClass().getSimpleName() + ": " + Text.line(masking.mask(link.getMessage()));
            }
        }
        return cause instanceof ConnectException
                ? ": refused"
                : ": " + cause.getClass().getSimpleName();
    }

    /** Reads what only a failure has: its reader, and the classes of JSON trees, are loaded for that alone. */
    private ErrorBody errorBody(Answer answer) {
        return new ErrorReader(masking).read(answer.bytes());
    }

    /** The id that support asks for. */
    @Nullable
    String requestId(Answer answer, ErrorBody body) {
        String ray = answer.header("cf-ray");
        return ray == null ? body.reference() : Text.line(masking.mask(ray));
    }
}
