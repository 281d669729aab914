package co.spkey.sdk.hubs.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The target of a run as the checks see it: raw HTTP, nothing smoothed over. Not thread-safe.
 *
 * <p>Redirects aren't followed, HTTP/1.1 is spoken, nothing is tried again.
 */
final class Provider {

    /** The hub in requests that nobody can store anything of; it says to whom it may concern what it is. */
    static final String PROBE = "contract-check";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ContractTarget target;
    private final String base;
    private final Map<HubUse, String> hubs = new EnumMap<>(HubUse.class);
    private @Nullable ProviderAnswer first;
    private @Nullable ProviderAnswer repeat;
    private @Nullable ProviderAnswer encoded;

    Provider(ContractTarget target) {
        this.target = target;
        this.base = target.baseUrl().toString().replaceAll("/+$", "");
    }

    ContractTarget target() {
        return target;
    }

    /** Returns the hub id for a use, the same each time. */
    String hub(HubUse use) {
        return hubs.computeIfAbsent(use, fresh -> {
            if (hubs.size() >= target.hubIds().size()) {
                throw new ClauseNotTried(
                        "needs a fresh hub id, and all " + target.hubIds().size() + " are used up");
            }
            return target.hubIds().get(hubs.size());
        });
    }

    /** Returns the hub ids that have a use, in the order in which they got it. */
    List<String> hubIdsUsed() {
        return List.copyOf(target.hubIds().subList(0, hubs.size()));
    }

    /** Returns the answer to the very first provisioning of {@link HubUse#PROVISIONED}. */
    ProviderAnswer first() throws IOException, InterruptedException {
        ProviderAnswer known = first;
        if (known == null) {
            String hubId = hub(HubUse.PROVISIONED);
            known = provision(hubId, CommandText.of(hubId).json());
            first = known;
        }
        return known;
    }

    /** Returns the answer to the second provisioning of the same hub with the same data. */
    ProviderAnswer repeat() throws IOException, InterruptedException {
        first();
        ProviderAnswer known = repeat;
        if (known == null) {
            String hubId = hub(HubUse.PROVISIONED);
            known = provision(hubId, CommandText.of(hubId).json());
            repeat = known;
        }
        return known;
    }

    /** Returns the answer to the only provisioning of {@link HubUse#ENCODED}, under an address that is all escapes. */
    ProviderAnswer encoded() throws IOException, InterruptedException {
        ProviderAnswer known = encoded;
        if (known == null) {
            String hubId = hub(HubUse.ENCODED);
            known = provisionAt(encodeAll(hubId), CommandText.of(hubId).json());
            encoded = known;
        }
        return known;
    }

    /** Sends a body as a command for a hub, with the target's credentials. */
    ProviderAnswer provision(String hubId, String body) throws IOException, InterruptedException {
        return provisionAt(encode(hubId), body);
    }

    ProviderAnswer provisionAt(String segment, String body) throws IOException, InterruptedException {
        return send("POST", "/hubs/" + segment + "/ProvisionHub", body, credentials());
    }

    ProviderAnswer status(String hubId, String... more) throws IOException, InterruptedException {
        List<String> fields = new ArrayList<>(credentials());
        fields.addAll(List.of(more));
        return send("GET", "/hubs/" + encode(hubId) + "/status", null, fields);
    }

    /** Returns the header fields with every credential that the target has. */
    List<String> credentials() {
        return credentials(target.apiKey(), target.bearerToken());
    }

    /** Returns header fields of the same kinds as the target's credentials, none of them valid. */
    List<String> invalidCredentials() {
        return credentials(
                target.apiKey() == null ? null : "contract-check-no-such-key",
                target.bearerToken() == null ? null : "contract-check-no-such-token");
    }

    private static List<String> credentials(@Nullable String key, @Nullable String token) {
        List<String> fields = new ArrayList<>();
        if (key != null) {
            fields.addAll(List.of("X-API-Key", key));
        }
        if (token != null) {
            fields.addAll(List.of("Authorization", "Bearer " + token));
        }
        return fields;
    }

    ProviderAnswer send(String method, String path, @Nullable String body, List<String> fields)
            throws IOException, InterruptedException {
        return answer(HTTP.send(request(method, path, body, fields), BodyHandlers.ofByteArray()));
    }

    /** Sends the same request so many times at once. */
    List<ProviderAnswer> sendAtOnce(int times, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = request("POST", path, body, credentials());
        List<CompletableFuture<HttpResponse<byte[]>>> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.add(HTTP.sendAsync(request, BodyHandlers.ofByteArray()));
        }
        List<ProviderAnswer> answers = new ArrayList<>();
        for (CompletableFuture<HttpResponse<byte[]>> each : all) {
            try {
                answers.add(answer(each.get()));
            } catch (java.util.concurrent.ExecutionException failed) {
                throw new IOException(String.valueOf(failed.getCause()), failed);
            }
        }
        return answers;
    }

    private HttpRequest request(String method, String path, @Nullable String body, List<String> fields) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(target.answerLimit())
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        for (int i = 0; i < fields.size(); i += 2) {
            request.setHeader(fields.get(i), fields.get(i + 1));
        }
        return request.build();
    }

    private static ProviderAnswer answer(HttpResponse<byte[]> response) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        byte[] body = response.body();
        if (String.join(",", headers.getOrDefault("content-encoding", List.of()))
                .equalsIgnoreCase("gzip")) {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
                body = in.readNBytes(RequestHandler.LONGEST_BODY);
            }
        }
        return new ProviderAnswer(response.statusCode(), headers, new String(body, StandardCharsets.UTF_8));
    }

    /** Encodes everything outside RFC 3986 unreserved (PH-REQ-01). */
    static String encode(String hubId) {
        StringBuilder segment = new StringBuilder();
        for (byte octet : hubId.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean unreserved = (c < 0x80 && Character.isLetterOrDigit(c)) || "-._~".indexOf(c) >= 0;
            segment.append(unreserved ? String.valueOf(c) : escape(octet));
        }
        return segment.toString();
    }

    /** Encodes every octet, the unreserved ones too: another address of the same hub (PH-REQ-10). */
    static String encodeAll(String hubId) {
        StringBuilder segment = new StringBuilder();
        for (byte octet : hubId.getBytes(StandardCharsets.UTF_8)) {
            segment.append(escape(octet));
        }
        return segment.toString();
    }

    private static String escape(byte octet) {
        return String.format(Locale.ROOT, "%%%02X", octet & 0xff);
    }
}
