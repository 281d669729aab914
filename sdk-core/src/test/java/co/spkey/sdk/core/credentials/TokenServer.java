package co.spkey.sdk.core.credentials;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A token endpoint on a real socket that answers what a test wants, and holds its answers back while a test wants that. */
final class TokenServer extends Dispatcher implements AutoCloseable {

    private final MockWebServer server = new MockWebServer();
    private final BlockingQueue<MockResponse> answers = new LinkedBlockingQueue<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    TokenServer() {
        server.setDispatcher(this);
        try {
            server.start();
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    URI uri() {
        return server.url("/oauth/token").uri();
    }

    /** A provider for this server; chance and time are the test's. */
    OAuth2ClientCredentials.Builder builder(TokenClock clock) {
        return OAuth2ClientCredentials.builder()
                .tokenEndpoint(uri())
                .clientId("line-7")
                .clientSecret("hush-hush")
                .clock(clock);
    }

    static MockResponse.Builder json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body);
    }

    void enqueue(MockResponse.Builder answer) {
        answers.add(answer.build());
    }

    void enqueueToken(String token, Object expiresIn) {
        enqueue(json(
                200,
                "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":" + expiresIn + "}"));
    }

    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    int requests() {
        return server.getRequestCount();
    }

    /** The next request that came in; it has to come. */
    RecordedRequest request() {
        try {
            RecordedRequest request = server.takeRequest(20, TimeUnit.SECONDS);
            if (request == null) {
                throw new AssertionError("no request came in");
            }
            return request;
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        gate.await();
        MockResponse answer = answers.poll();
        return answer == null
                ? json(500, "{\"error\":\"the test has no more answers\"}").build()
                : answer;
    }

    @Override
    public void close() {
        release();
        server.close();
    }
}
