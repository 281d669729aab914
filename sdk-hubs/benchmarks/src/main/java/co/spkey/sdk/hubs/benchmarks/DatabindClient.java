package co.spkey.sdk.hubs.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The JDK's client with Jackson's databind: what most people end up with by hand. */
final class DatabindClient implements Contestant {

    private final DatabindCodec codec = new DatabindCodec();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;

    DatabindClient(String baseUrl) {
        address = Sample.address(baseUrl);
    }

    @Override
    public void call() throws Exception {
        HttpRequest request = Sample.request(address, codec.encode());
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 201 || !codec.decode(response.body()).success()) {
            throw new IllegalStateException("status " + response.statusCode());
        }
    }
}
