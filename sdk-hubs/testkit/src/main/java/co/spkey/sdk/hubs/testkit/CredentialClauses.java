package co.spkey.sdk.hubs.testkit;

import static co.spkey.sdk.hubs.testkit.Clause.Level.D;
import static co.spkey.sdk.hubs.testkit.Clause.Level.S;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Who may call (PH-AUTH, E1). */
final class CredentialClauses {

    /** It lacks what a command must have, and what is refused here must be refused for its credentials, which come first. */
    private static final String NOTHING = "{}";

    static final List<Clause> ALL = List.of(
            open(
                    "PH-AUTH-04",
                    "missing-credentials",
                    S,
                    "Without credentials, a command is answered 401, whatever its body",
                    p -> without(p).expectStatus(401)),
            open(
                    "PH-AUTH-04",
                    "invalid-credentials",
                    S,
                    "With credentials that aren't valid, a command is answered 401",
                    CredentialClauses::refusesInvalidCredentials),
            open(
                    "PH-AUTH-04",
                    "status-is-protected",
                    S,
                    "Without credentials, reading a status is answered 401",
                    p -> p.send("GET", "/hubs/" + Provider.PROBE + "/status", null, List.of())
                            .expectStatus(401)),
            open("E1", "shape", S, "The 401 has success false, an error that names the problem, and a message", p -> {
                ProviderAnswer answer = without(p).expectStatus(401);
                JsonValue body = answer.json();
                answer.expect(
                        body.get("success").isBoolean(false)
                                && body.get("error").is(JsonKind.STRING)
                                && body.get("message").is(JsonKind.STRING),
                        "{\"success\":false,\"error\":string,\"message\":string}");
            }),
            new Clause(
                    "PH-AUTH-05",
                    "internal-headers",
                    S,
                    "A request that carries an internal header field is rejected",
                    Set.of(),
                    Set.of(HubUse.PROVISIONED),
                    CredentialClauses::rejectsInternalHeaders),
            new Clause(
                    "PH-AUTH-03",
                    "both-credentials",
                    D,
                    "A request that carries an API key and a bearer token, both valid, is let in",
                    Set.of(Clause.Need.BOTH_CREDENTIALS),
                    Set.of(),
                    p -> letIn(p.status(Provider.PROBE))));

    private CredentialClauses() {}

    private static Clause open(String id, String name, Clause.Level level, String statement, ClauseCheck check) {
        return new Clause(id, name, level, statement, Set.of(), Set.of(), check);
    }

    private static String path() {
        return "/hubs/" + Provider.PROBE + "/ProvisionHub";
    }

    private static ProviderAnswer without(Provider provider) throws IOException, InterruptedException {
        return provider.send("POST", path(), NOTHING, List.of());
    }

    /** Sends each kind alone too: a target may look at one of them only. */
    private static void refusesInvalidCredentials(Provider provider) throws IOException, InterruptedException {
        List<String> key = List.of("X-API-Key", "contract-check-no-such-key");
        List<String> token = List.of("Authorization", "Bearer contract-check-no-such-token");
        List<String> both = Stream.concat(key.stream(), token.stream()).toList();
        refuses(provider, key, "an API key that isn't valid");
        refuses(provider, token, "a bearer token that isn't valid");
        refuses(provider, both, "an API key and a bearer token that aren't valid");
    }

    private static void refuses(Provider provider, List<String> fields, String what)
            throws IOException, InterruptedException {
        ProviderAnswer answer = provider.send("POST", path(), NOTHING, fields);
        answer.expect(answer.status() == 401, "status 401 for " + what);
    }

    /** The API knows no such hub and says so; any other 404, and a gateway that can't reach the API, tell nothing. */
    private static void letIn(ProviderAnswer answer) {
        answer.expect(answer.status() != 401 && answer.status() != 403, "neither 401 nor 403");
        boolean unknownHub = answer.status() == 404 && answer.json().is(JsonKind.OBJECT);
        if (answer.status() != 200 && !unknownHub) {
            throw new ClauseNotTried("the status of hub " + Provider.PROBE + " was answered " + answer);
        }
    }

    /** Sends what is let in without the field: the repeat, which changes nothing, and the status. */
    private static void rejectsInternalHeaders(Provider provider) throws IOException, InterruptedException {
        boolean hasRepeat = provider.repeat().isSuccess();
        String hubId = provider.hub(HubUse.PROVISIONED);
        boolean hasStatus = provider.status(hubId).isSuccess();
        if (!hasRepeat && !hasStatus) {
            throw new ClauseNotTried("without such a field, too, neither the repeat nor the status of hub " + hubId
                    + " is answered with a 2xx");
        }
        String repeat = CommandText.of(hubId).json();
        for (String field : CredentialCheck.INTERNAL_FIELDS) {
            if (hasRepeat) {
                rejects(provider.provision(hubId, repeat, field, "contract-check"), "a command", field);
            }
            if (hasStatus) {
                rejects(provider.status(hubId, field, "contract-check"), "reading a status", field);
            }
        }
    }

    private static void rejects(ProviderAnswer answer, String request, String field) {
        answer.expect(answer.status() / 100 == 4, "a 4xx status for " + request + " with " + field);
    }
}
