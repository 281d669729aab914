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
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A request whose header fields are shared with those before and after it; the JDK's builder makes them anew each time.
 * Knows whether its body has been asked for: before that the server has at most a header section, nothing to act upon.
 */
final class PreparedRequest extends HttpRequest {

    private final WireRequest request;
    private final HttpHeaders headers;
    private final @Nullable Duration limit;
    private final ExchangesUnderWay.@Nullable Exchange answeredInPlace;

    /** Null until its body is asked for, and may be sent; or its time runs out before that, and the body will never be. */
    private final AtomicReference<@Nullable Boolean> late = new AtomicReference<>();

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
            ExchangesUnderWay.@Nullable Exchange answeredInPlace) {
        this.request = request;
        this.headers = headers;
        this.limit = limit;
        this.answeredInPlace = answeredInPlace;
    }

    /** Its time has run out: from now on its body isn't sent any more, unless that has begun. */
    void expire() {
        isLate(true);
    }

    /** Whether the server may have got its body, or a part of it. */
    boolean mayHaveSentItsBody() {
        return Boolean.FALSE.equals(late.get());
    }

    /** Its time has run out; returns what the JDK would say of that. */
    HttpTimeoutException late() {
        return isLate(true) && request.hasBody()
                ? new HttpConnectTimeoutException("HTTP connect timed out")
                : new HttpTimeoutException("request timed out");
    }

    /** Whether it is, after the first of those who ask has decided. */
    private boolean isLate(boolean ifUndecided) {
        late.compareAndSet(null, ifUndecided);
        return Boolean.TRUE.equals(late.get());
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
            if (isLate(false)) {
                refuse(subscriber);
                return;
            }
            if (answeredInPlace != null) {
                answeredInPlace.answerInPlace();
            }
            bytes.subscribe(subscriber);
        }

        /** Whoever made the call has been told that nothing was sent. */
        private void refuse(Subscriber<? super ByteBuffer> subscriber) {
            subscriber.onSubscribe(new Subscription() {
                @Override
                public void request(long most) {}

                @Override
                public void cancel() {}
            });
            subscriber.onError(late());
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
