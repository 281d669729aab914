package co.spkey.sdk.core.call;

import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;

/** A request whose header fields are shared with those before and after it; the JDK's builder makes them anew each time. */
final class PreparedRequest extends HttpRequest {

    private final WireRequest request;
    private final HttpHeaders headers;
    private final Duration limit;

    PreparedRequest(WireRequest request, HttpHeaders headers, Duration limit) {
        this.request = request;
        this.headers = headers;
        this.limit = limit;
    }

    @Override
    public Optional<BodyPublisher> bodyPublisher() {
        byte[] body = request.body();
        return Optional.of(body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    }

    @Override
    public String method() {
        return request.method();
    }

    @Override
    public Optional<Duration> timeout() {
        return Optional.of(limit);
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
