package co.spkey.sdk.hubs.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends requests to a server under test with the JDK's client; with the default API key unless other headers are given. */
final class Caller {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ReferenceServer server;

    Caller(ReferenceServer server) {
        this.server = server;
    }

    /** A valid body for a hub id that needs no escaping. */
    static String body(String hubId) {
        return "{\"hubId\":\"" + hubId + "\",\"serial\":\"SN-1\",\"model\":\"M-1\"}";
    }

    HttpResponse<String> provision(String sentId, String body) throws IOException, InterruptedException {
        return send("POST", "/hubs/" + sentId + "/ProvisionHub", body);
    }

    HttpResponse<String> provision(String hubId) throws IOException, InterruptedException {
        return provision(hubId, body(hubId));
    }

    HttpResponse<String> status(String sentId) throws IOException, InterruptedException {
        return send("GET", "/hubs/" + sentId + "/status", null);
    }

    HttpResponse<String> send(String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        return sendWith(method, path, body, "X-API-Key", ReferenceServer.DEFAULT_API_KEY);
    }

    HttpResponse<String> sendWith(String method, String path, @Nullable String body, String... headers)
            throws IOException, InterruptedException {
        return HTTP.send(request(method, path, publisher(body), headers), BodyHandlers.ofString());
    }

    HttpResponse<byte[]> sendBytes(String method, String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        return HTTP.send(request(method, path, BodyPublishers.ofByteArray(body), headers), BodyHandlers.ofByteArray());
    }

    private HttpRequest request(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    private static BodyPublisher publisher(@Nullable String body) {
        return body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body, StandardCharsets.UTF_8);
    }
}
