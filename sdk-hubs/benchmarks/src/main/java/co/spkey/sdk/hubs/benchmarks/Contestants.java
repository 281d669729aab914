package co.spkey.sdk.hubs.benchmarks;

import java.net.http.HttpClient.Version;
import java.util.List;

/** Who takes part, by name. */
final class Contestants {

    /** Those beside each other whose ratio decides: the less time lies between them, the more alike the machine. */
    static final List<String> OVER_HTTP1 =
            List.of("a", "sdk", "a-again", "b", "floor", "openapi-native", "openapi-okhttp", "retrofit", "apache");

    static final List<String> OVER_HTTP2 = List.of("a", "sdk-h2", "sdk", "a-h2", "floor-h2");

    static final List<String> DECIDING_OVER_HTTP1 = List.of("a", "sdk");
    static final List<String> DECIDING_OVER_HTTP2 = List.of("a", "sdk-h2");

    private Contestants() {}

    static Contestant make(String name, String baseUrl) {
        return switch (name) {
            case "a", "a-again" -> new RawClient(baseUrl, Version.HTTP_1_1);
            case "a-h2" -> new RawClient(baseUrl, Version.HTTP_2);
            case "b" -> new DatabindClient(baseUrl);
            case "floor" -> new FloorClient(baseUrl, Version.HTTP_1_1);
            case "floor-h2" -> new FloorClient(baseUrl, Version.HTTP_2);
            case "sdk" -> new SdkClient(baseUrl, Version.HTTP_1_1);
            case "sdk-h2" -> new SdkClient(baseUrl, Version.HTTP_2);
            case "openapi-native" -> new GeneratedJdkClient(baseUrl);
            case "openapi-okhttp" -> new GeneratedOkHttpClient(baseUrl);
            case "retrofit" -> new RetrofitClient(baseUrl);
            case "apache" -> new ApacheClient(baseUrl);
            default -> throw new IllegalArgumentException("no such contestant: " + name);
        };
    }
}
