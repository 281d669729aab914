package co.spkey.sdk.hubs;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;

/** A server that answers what it is told to, and the client's builder for it. */
final class Stub implements AutoCloseable {

    static final String TOKEN = "the-token";
    static final String KEY = "the-key";
    static final String CREATED = "{\"success\":true,\"aggregateId\":\"hub-1\",\"version\":1,\"event\":"
            + "{\"type\":\"HubProvisioned\",\"data\":{\"hubId\":\"hub-1\",\"serial\":\"SN-1\",\"model\":\"M-1\","
            + "\"thingName\":\"hub-1\",\"provisionedAt\":1795558883004}}}";
    static final String REPEATED = "{\"success\":true,\"aggregateId\":\"hub-1\",\"version\":1,\"event\":null}";
    static final ProvisionHubRequest REQUEST = ProvisionHubRequest.of("hub-1", "SN-1", "M-1");

    final MockWebServer server = new MockWebServer();
    final SkippingTicker time = new SkippingTicker();

    Stub() {
        try {
            server.start();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    /** A client for this server whose pauses take no time. */
    HubsClient.Builder client() {
        return client(time).baseUrl(server.url("/").uri());
    }

    /** A client for any server; whoever uses it names the address. */
    static HubsClient.Builder client(SkippingTicker time) {
        return new DefaultHubsClient.DefaultBuilder()
                .ticker(time)
                .credentials(CredentialsProvider.of(Credentials.of(TOKEN, KEY)));
    }

    Stub answer(int status, String body) {
        return answer(json(status, body).build());
    }

    Stub answer(MockResponse response) {
        server.enqueue(response);
        return this;
    }

    static MockResponse.Builder json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .addHeader("cf-ray", "8c1f-AMS")
                .body(body);
    }

    static MockResponse.Builder bytes(int status, byte[] body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(new Buffer().write(body));
    }

    /** The next request that came, or a failure if none did. */
    RecordedRequest received() throws InterruptedException {
        RecordedRequest request = server.takeRequest(10, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("no request came");
        }
        return request;
    }

    int requests() {
        return server.getRequestCount();
    }

    @Override
    public void close() {
        server.close();
    }
}
