package co.spkey.sdk.hubs.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** The call that everybody makes, and its answer. */
public final class Sample {

    public static final String HUB_ID = "hub-0042";
    public static final String SERIAL = "SN-0042";
    public static final String MODEL = "SPK-HUB-2";
    public static final String THING_NAME = "line-7-0042";
    public static final String VENDOR_NAME = "ACME";
    public static final String API_KEY = "benchmark-key";
    public static final String BEARER_TOKEN = "benchmark-token";

    public static final String PATH = "/hubs/" + HUB_ID + "/ProvisionHub";

    public static final String REQUEST = "{\"hubId\":\"hub-0042\",\"serial\":\"SN-0042\",\"model\":\"SPK-HUB-2\","
            + "\"thingName\":\"line-7-0042\",\"vendorName\":\"ACME\"}";

    public static final String ANSWER = "{\"success\":true,\"aggregateId\":\"hub-0042\",\"version\":1,"
            + "\"event\":{\"type\":\"HubProvisioned\",\"data\":{\"hubId\":\"hub-0042\",\"serial\":\"SN-0042\","
            + "\"model\":\"SPK-HUB-2\",\"thingName\":\"line-7-0042\",\"vendorName\":\"ACME\","
            + "\"provisionedAt\":1790000000000}}}";

    private Sample() {}

    static byte[] requestBytes() {
        return REQUEST.getBytes(UTF_8);
    }

    public static byte[] answerBytes() {
        return ANSWER.getBytes(UTF_8);
    }

    static URI address(String baseUrl) {
        return URI.create(baseUrl + PATH);
    }

    /** The command as the JDK's client sends it. */
    static HttpRequest request(URI address, byte[] body) {
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + BEARER_TOKEN)
                .header("X-API-Key", API_KEY)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }
}
