package co.spkey.sdk.examples.partnercontracttests;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Stands for a client of your own: the smallest one that keeps the contract. */
final class OwnClient {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI baseUrl;
    private final String apiKey;

    OwnClient(URI baseUrl, String apiKey) {
        this.baseUrl = baseUrl;
        this.apiKey = apiKey;
    }

    /** Returns whether the hub is registered now; the three values must be free of quotes, backslashes and control characters. */
    boolean register(String hubId, String serial, String model) throws IOException, InterruptedException {
        String segment = URLEncoder.encode(hubId, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
        String body = "{\"hubId\":\"%s\",\"serial\":\"%s\",\"model\":\"%s\"}".formatted(hubId, serial, model);
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + "/hubs/" + segment + "/ProvisionHub"))
                .header("Content-Type", "application/json")
                .header("X-API-Key", apiKey)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        int status = HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        return status == 200 || status == 201;
    }
}
