package co.spkey.sdk.core.call;

import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Flow.Subscriber;
import org.jspecify.annotations.Nullable;

/**
 * A request whose header fields are shared with those before and after it; the JDK's builder makes them anew each time.
 * Knows whether its body has been asked for: before that the server has at most a header section, nothing to act upon.
 */
final class PreparedRequest extends HttpRequest {

    private final WireRequest request;
    private final HttpHeaders headers;
    private final @Nullable Duration limit;
    private final HttpThreads.@Nullable Exchange answeredInPlace;
    private volatile boolean begun;

    /**
     * Makes a request.
     *
     * @param limit when the JDK shall give up waiting for the header section, or null for never
     * @param answeredInPlace told once there is a connection, or null
     */
    PreparedRequest(
            WireRequest request,
            HttpHeaders headers,
            @Nullable Duration limit,
            HttpThreads.@Nullable Exchange answeredInPlace) {
        this.request = request;
        this.headers = headers;
        this.limit = limit;
        this.answeredInPlace = answeredInPlace;
    }

    /** What the JDK would say of this request if its time ran out now. */
    HttpTimeoutException late() {
        return begun || !request.hasBody()
                ? new HttpTimeoutException("request timed out")
                : new HttpConnectTimeoutException("HTTP connect timed out");
    }

    @Override
    public Optional<BodyPublisher> bodyPublisher() {
        byte[] body = request.body();
        return Optional.of(body == null ? BodyPublishers.noBody() : new WatchedBody(body));
    }

    private final class WatchedBody implements BodyPublisher {

        private final BodyPublisher bytes;

        WatchedBody(byte[] body) {
            bytes = BodyPublishers.ofByteArray(body);
        }

        @Override
        public long contentLength() {
            return bytes.contentLength();
        }

        @Override
        public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
            begun = true;
            if (answeredInPlace != null) {
                answeredInPlace.answerInPlace();
            }
            bytes.subscribe(subscriber);
        }
    }

    @Override
    public String method() {
        return request.method();
    }

    @Override
    public Optional<Duration> timeout() {
        return Optional.ofNullable(limit);
    }

    @Override
    public boolean expectContinue() {
        return false;
    }

    @Override
    public URI uri() {
        return request.uri();
    }

    @Override
    public Optional<Version> version() {
        return Optional.empty();
    }

    @Override
    public HttpHeaders headers() {
        return headers;
    }
}
