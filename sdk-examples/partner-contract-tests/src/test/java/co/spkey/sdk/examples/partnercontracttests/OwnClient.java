package co.spkey.sdk.examples.partnercontracttests;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Stands for a client of your own: the smallest one that keeps the contract. */
final class OwnClient {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Before JDK 26 it ends with the answer's head: a body that stalls has to be cut off in another way. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI baseUrl;
    private final String apiKey;

    OwnClient(URI baseUrl, String apiKey) {
        this.baseUrl = baseUrl;
        this.apiKey = apiKey;
    }

    /**
     * Returns whether the hub is registered now; the three values must be free of quotes, backslashes and control characters.
     *
     * @throws IOException if no answer came that could be read: the hub may exist, and the same can be sent again
     */
    boolean register(String hubId, String serial, String model) throws IOException, InterruptedException {
        String segment = URLEncoder.encode(hubId, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
        String body = "{\"hubId\":\"%s\",\"serial\":\"%s\",\"model\":\"%s\"}".formatted(hubId, serial, model);
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + "/hubs/" + segment + "/ProvisionHub"))
                .timeout(TIME_LIMIT)
                .header("Content-Type", "application/json")
                .header("X-API-Key", apiKey)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        boolean good = response.statusCode() == 200 || response.statusCode() == 201;
        // A 2xx can say success:false, which is a failure (PH-RES-08).
        return good && JSON.readTree(response.body()).path("success").booleanValue();
    }
}
