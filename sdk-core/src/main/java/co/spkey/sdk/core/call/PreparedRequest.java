package co.spkey.sdk.core.call;

import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Flow;

/** A request whose header fields are shared with those before and after it; the JDK's builder makes them anew each time. */
final class PreparedRequest extends HttpRequest {

    private final WireRequest request;
    private final HttpHeaders headers;
    private volatile boolean unsent;

    PreparedRequest(WireRequest request, HttpHeaders headers) {
        this.request = request;
        this.headers = headers;
        unsent = request.body() != null;
    }

    /** Whether it has a body of which nothing was asked for yet: the client has no connection for it. */
    boolean isUnsent() {
        return unsent;
    }

    @Override
    public Optional<BodyPublisher> bodyPublisher() {
        byte[] body = request.body();
        return Optional.of(body == null ? BodyPublishers.noBody() : new SentBody(BodyPublishers.ofByteArray(body)));
    }

    private final class SentBody implements BodyPublisher {

        private final BodyPublisher bytes;

        SentBody(BodyPublisher bytes) {
            this.bytes = bytes;
        }

        @Override
        public long contentLength() {
            return bytes.contentLength();
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            unsent = false;
            bytes.subscribe(subscriber);
        }
    }

    @Override
    public String method() {
        return request.method();
    }

    @Override
    public Optional<Duration> timeout() {
        return Optional.empty(); // See Exchange.
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
