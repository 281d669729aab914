package co.spkey.sdk.hubs.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** The call as people write it with the JDK alone: the body is there already, the answer is read and thrown away. */
final class RawClient implements Contestant {

    private final HttpClient client;
    private final URI address;
    private final byte[] body = Sample.requestBytes();

    RawClient(String baseUrl, HttpClient.Version version) {
        client = HttpClient.newBuilder().version(version).build();
        address = Sample.address(baseUrl);
    }

    private HttpRequest request() {
        return Sample.request(address, body);
    }

    @Override
    public void call() throws Exception {
        checked(client.send(request(), BodyHandlers.ofByteArray()));
    }

    @Override
    public CompletableFuture<?> callAsync() {
        return client.sendAsync(request(), BodyHandlers.ofByteArray()).thenApply(RawClient::checked);
    }

    private static int checked(HttpResponse<?> response) {
        if (response.statusCode() != 201) {
            throw new IllegalStateException("status " + response.statusCode());
        }
        return response.statusCode();
    }
}
