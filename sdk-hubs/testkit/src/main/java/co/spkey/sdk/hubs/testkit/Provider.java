package co.spkey.sdk.hubs.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The target of a run as the checks see it: raw HTTP, nothing smoothed over, and what the run has done there up to now. Not
 * thread-safe.
 */
final class Provider {

    /** A hub that is never provisioned on purpose; it says to whom it may concern what it is. */
    static final String PROBE = "contract-check";

    private final ContractTarget target;
    private final RawHttp http;
    private final Map<HubUse, String> hubs = new EnumMap<>(HubUse.class);
    private final Map<String, String> storedBy = new HashMap<>();
    private final RememberedAnswer first = new RememberedAnswer();
    private final RememberedAnswer encoded = new RememberedAnswer();
    private @Nullable ProviderAnswer repeat;

    Provider(ContractTarget target) {
        this.target = target;
        this.http = new RawHttp(target);
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

    /** Returns the hub of commands that must be refused: one that the target's owner gave, as soon as there is one for it. */
    String probe() {
        return hubs.getOrDefault(HubUse.REFUSED, PROBE);
    }

    /** Returns the hub ids that have a use, in the order in which they got it. */
    List<String> hubIdsUsed() {
        return List.copyOf(target.hubIds().subList(0, hubs.size()));
    }

    /** Returns the answer to the very first provisioning of {@link HubUse#PROVISIONED}. */
    ProviderAnswer first() throws IOException, InterruptedException {
        String hubId = hub(HubUse.PROVISIONED);
        return first.to(() -> provision(hubId, CommandText.of(hubId).json()));
    }

    /** Returns the same answer, for a clause that needs the hub. */
    ProviderAnswer provisioned() throws InterruptedException {
        return granted("the first provisioning", this::first);
    }

    /** Returns the answer to the second provisioning of the same hub with the same data. */
    ProviderAnswer repeat() throws IOException, InterruptedException {
        provisioned();
        ProviderAnswer known = repeat;
        if (known == null) {
            String hubId = hub(HubUse.PROVISIONED);
            known = provision(hubId, CommandText.of(hubId).json());
            repeat = known;
        }
        return known;
    }

    /** Returns the same answer, for a clause that needs a repeat to succeed. */
    ProviderAnswer repeated() throws InterruptedException {
        return granted("the repeat", this::repeat);
    }

    /** Returns the answer to the only provisioning of {@link HubUse#ENCODED}, under an address that is all escapes. */
    ProviderAnswer encoded() throws IOException, InterruptedException {
        String hubId = hub(HubUse.ENCODED);
        return encoded.to(
                () -> provisionAt(encodeAll(hubId), CommandText.of(hubId).json()));
    }

    /**
     * Returns an answer whose success a clause needs, though it is another clause's business.
     *
     * @param what the request
     * @throws ClauseNotTried if it is no success, or there is none
     */
    static ProviderAnswer granted(String what, RememberedAnswer.Request request) throws InterruptedException {
        try {
            ProviderAnswer answer = request.send();
            if (answer.isSuccess()) {
                return answer;
            }
            throw new ClauseNotTried(what + " was answered " + answer);
        } catch (IOException lost) {
            throw new ClauseNotTried(what + " got no answer: " + Shown.line(String.valueOf(lost), 300));
        }
    }

    /**
     * Sends a command that must be refused for its body.
     *
     * @param clause the key of the clause that says so
     * @throws ClauseNotTried if it isn't answered 400, but the hub exists through an earlier one: it may have been taken for
     *     a repeat
     */
    ProviderAnswer refused(String clause, String body) throws IOException, InterruptedException {
        String hubId = probe();
        boolean free = !storedBy.containsKey(hubId);
        ProviderAnswer answer = provisionFree(clause, hubId, body);
        if (!free && answer.status() != 400) {
            expectFree(hubId);
        }
        return answer;
    }

    /** Sends a command, and remembers which clause it was that made a hub of the id. */
    ProviderAnswer provisionFree(String clause, String hubId, String body) throws IOException, InterruptedException {
        ProviderAnswer answer = provision(hubId, body);
        if (answer.isSuccess()) {
            storedBy.putIfAbsent(hubId, clause);
        }
        return answer;
    }

    /** Throws {@link ClauseNotTried} if a command that should have been refused, or another clause, made a hub of the id. */
    void expectFree(String hubId) {
        String clause = storedBy.get(hubId);
        if (clause != null) {
            throw new ClauseNotTried("hub " + hubId + " was stored by " + clause);
        }
    }

    /** Sends a body as a command for a hub, with the target's credentials and more header fields. */
    ProviderAnswer provision(String hubId, String body, String... more) throws IOException, InterruptedException {
        return provisionAt(encode(hubId), body, more);
    }

    ProviderAnswer provisionAt(String segment, String body, String... more) throws IOException, InterruptedException {
        return send("POST", "/hubs/" + segment + "/ProvisionHub", body, credentials(more));
    }

    List<ProviderAnswer> provisionAtOnce(int times, String hubId, String body)
            throws IOException, InterruptedException {
        return http.sendAtOnce(times, "/hubs/" + encode(hubId) + "/ProvisionHub", body, credentials());
    }

    ProviderAnswer status(String hubId, String... more) throws IOException, InterruptedException {
        return statusAt(encode(hubId), more);
    }

    ProviderAnswer statusAt(String segment, String... more) throws IOException, InterruptedException {
        return send("GET", "/hubs/" + segment + "/status", null, credentials(more));
    }

    /** Returns the status of a hub that was provisioned, for a clause that needs to look into it. */
    ProviderAnswer readStatus(String hubId) throws InterruptedException {
        return granted("the status of hub " + hubId, () -> status(hubId));
    }

    /** Returns the header fields with every credential that the target has, and more. */
    List<String> credentials(String... more) {
        List<String> fields = new ArrayList<>();
        String key = target.apiKey();
        if (key != null) {
            fields.addAll(List.of("X-API-Key", key));
        }
        String token = target.bearerToken();
        if (token != null) {
            fields.addAll(List.of("Authorization", "Bearer " + token));
        }
        fields.addAll(List.of(more));
        return fields;
    }

    ProviderAnswer send(String method, String path, @Nullable String body, List<String> fields)
            throws IOException, InterruptedException {
        return http.send(method, path, body, fields);
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
