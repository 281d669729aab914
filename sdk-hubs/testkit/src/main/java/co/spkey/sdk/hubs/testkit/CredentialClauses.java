package co.spkey.sdk.hubs.testkit;

import static co.spkey.sdk.hubs.testkit.Clause.Level.D;
import static co.spkey.sdk.hubs.testkit.Clause.Level.S;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Who may call (PH-AUTH, E1). */
final class CredentialClauses {

    /** Nothing could be stored of it: what is refused here must be refused for its credentials, which come first. */
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
                    p -> p.send("POST", path(), NOTHING, p.invalidCredentials()).expectStatus(401)),
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
                        isFalse(body.get("success"))
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
                    p -> notRefused(p.send("GET", "/hubs/" + Provider.PROBE + "/status", null, p.credentials()))));

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

    private static boolean isFalse(JsonValue value) {
        return value.is(JsonKind.BOOLEAN) && value.text().equals("false");
    }

    private static void notRefused(ProviderAnswer answer) {
        answer.expect(answer.status() != 401 && answer.status() != 403, "neither 401 nor 403");
    }

    private static void rejectsInternalHeaders(Provider provider) throws IOException, InterruptedException {
        provider.first().expectSuccess();
        String hubId = provider.hub(HubUse.PROVISIONED);
        provider.status(hubId).expectSuccess();
        for (String field : CredentialCheck.INTERNAL_FIELDS) {
            ProviderAnswer answer = provider.status(hubId, field, "contract-check");
            answer.expect(answer.status() / 100 == 4, "a 4xx status for a request with " + field);
        }
    }
}
