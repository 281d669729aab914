package co.spkey.sdk.hubs.testkit;

import static co.spkey.sdk.hubs.testkit.Clause.Level.F;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which hub and which route a path means (PH-REQ-10, PH-REQ-11, PH-RES-09). */
final class AddressClauses {

    static final List<Clause> ALL = List.of(
            encoded(
                    "PH-REQ-10",
                    "decoded-id",
                    "The decoded segment identifies the hub: an encoded address provisions it",
                    AddressClauses::decodes),
            encoded(
                    "PH-RES-09",
                    "aggregate-id-as-sent",
                    "aggregateId is the path segment as it was sent, still encoded",
                    p -> {
                        ProviderAnswer answer =
                                Provider.granted("the provisioning under an encoded address", p::encoded);
                        JsonValue id = answer.json().get("aggregateId");
                        String sent = Provider.encodeAll(p.hub(HubUse.ENCODED));
                        answer.expect(id.isText(sent), "aggregateId " + Shown.quoted(sent), "aggregateId", id);
                    }),
            new Clause(
                    "PH-REQ-10",
                    "case-counts",
                    F,
                    "Letter case counts: the hub id in another case is unknown",
                    Set.of(),
                    Set.of(HubUse.PROVISIONED),
                    AddressClauses::caseCounts),
            open(
                    "PH-REQ-10",
                    "dots",
                    "The id \"..\", encoded, can't be addressed: 404",
                    p -> p.provisionAt("%2E%2E", "{}").expectStatus(404)),
            open(
                    "PH-REQ-11",
                    "exact-case",
                    "The route in another case is 404",
                    p -> unknown(p, "POST", "/provisionhub")),
            open(
                    "PH-REQ-11",
                    "no-trailing-slash",
                    "The route with a slash at the end is 404",
                    p -> unknown(p, "POST", "/ProvisionHub/")),
            open("PH-REQ-11", "other-method", "Any other method is 404, without Allow", p -> {
                ProviderAnswer answer = unknown(p, "PUT", "/ProvisionHub");
                answer.expect(answer.header("Allow").isEmpty(), "no Allow");
            }),
            open("E7", "unknown-route", "An unknown route is answered with something that isn't JSON", p -> {
                ProviderAnswer answer = unknown(p, "POST", "/ContractCheck");
                answer.expect(answer.json().is(JsonKind.UNDEFINED), "no JSON");
            }),
            open("E3b", "unknown-hub", "The status of an unknown hub is 404, with success false and errors only", p -> {
                ProviderAnswer answer = p.status(Provider.PROBE).expectStatus(404);
                JsonValue body = answer.json();
                boolean shape = body.fields().keySet().equals(Set.of("success", "errors"))
                        && body.get("success").isBoolean(false)
                        && body.get("errors").is(JsonKind.ARRAY);
                answer.expect(shape, "{\"success\":false,\"errors\":[…]} and nothing else");
            }));

    private AddressClauses() {}

    private static Clause open(String id, String name, String statement, ClauseCheck check) {
        return new Clause(id, name, F, statement, Set.of(), Set.of(), check);
    }

    private static Clause encoded(String id, String name, String statement, ClauseCheck check) {
        return new Clause(id, name, F, statement, Set.of(), Set.of(HubUse.ENCODED), check);
    }

    private static ProviderAnswer unknown(Provider provider, String method, String end)
            throws IOException, InterruptedException {
        return provider.send(method, "/hubs/" + Provider.encode(provider.probe()) + end, "{}", provider.credentials())
                .expectStatus(404);
    }

    private static void decodes(Provider provider) throws IOException, InterruptedException {
        provider.encoded().expectSuccess();
        String hubId = provider.hub(HubUse.ENCODED);
        ProviderAnswer answer = provider.status(hubId);
        if (!answer.isSuccess()) {
            String sent = Provider.encodeAll(hubId);
            Provider.granted("the status of the hub that was provisioned as " + sent, () -> provider.statusAt(sent));
            // it can't be deleted, and its owner would never look for such an id
            throw new ClauseBroken("status 200 for hub " + hubId, answer + "; the hub was stored under the id " + sent);
        }
    }

    private static void caseCounts(Provider provider) throws IOException, InterruptedException {
        provider.provisioned();
        String hubId = provider.hub(HubUse.PROVISIONED);
        String upper = hubId.toUpperCase(Locale.ROOT);
        String other = upper.equals(hubId) ? hubId.toLowerCase(Locale.ROOT) : upper;
        if (other.equals(hubId)) {
            throw new ClauseNotTried("needs a hub id with a letter in it, unlike " + Shown.quoted(hubId));
        }
        provider.readStatus(hubId);
        provider.status(other).expectStatus(404);
    }
}
