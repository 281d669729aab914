package co.spkey.sdk.hubs.testkit;

import static co.spkey.sdk.hubs.testkit.Clause.Level.D;
import static co.spkey.sdk.hubs.testkit.Clause.Level.F;
import static co.spkey.sdk.hubs.testkit.Clause.Level.S;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Bodies that must be refused (PH-REQ-03 to -09, PH-ERR-01, PH-ERR-04, E2). */
final class RefusalClauses {

    static final List<Clause> ALL = List.of(
            refused("PH-REQ-03", "serial-required", D, "A command without serial is refused", c -> c.without("serial")),
            refused("PH-REQ-03", "serial-not-empty", D, "An empty serial is refused", c -> c.withText("serial", "")),
            refused(
                    "PH-REQ-03",
                    "serial-is-string",
                    D,
                    "A serial that isn't a string is refused",
                    c -> c.with("serial", "7")),
            refused("PH-REQ-04", "model-required", D, "A command without model is refused", c -> c.without("model")),
            refused("PH-REQ-04", "model-not-empty", D, "An empty model is refused", c -> c.withText("model", "")),
            refused(
                    "PH-REQ-04",
                    "model-is-string",
                    D,
                    "A model that isn't a string is refused",
                    c -> c.with("model", "[]")),
            refused(
                    "PH-REQ-05",
                    "thing-is-string",
                    D,
                    "A thingName that isn't a string is refused",
                    c -> c.with("thingName", "7")),
            refused(
                    "PH-REQ-06",
                    "vendor-is-string",
                    D,
                    "A vendorName that isn't a string is refused",
                    c -> c.with("vendorName", "true")),
            refused(
                    "PH-REQ-07",
                    "hub-id-required",
                    S,
                    "A command without hubId in its body is refused",
                    c -> c.without("hubId")),
            refused("PH-REQ-09", "null-vendor", F, "vendorName null is refused", c -> c.with("vendorName", "null")),
            refused("PH-REQ-09", "null-thing", F, "thingName null is refused", c -> c.with("thingName", "null")),
            malformed(
                    "PH-ERR-01",
                    "validation-is-400",
                    S,
                    "A command without any field is answered 400",
                    "{}",
                    answer -> answer.expectStatus(400)),
            malformed(
                    "E2",
                    "one-entry-each",
                    F,
                    "The 400 lists each missing field in the schema's order, with code 7001",
                    "{}",
                    RefusalClauses::expectMissingFields),
            malformed(
                    "E2",
                    "no-object",
                    F,
                    "A body that isn't an object makes one entry, with the path [\"body\"]",
                    "[]",
                    answer -> {
                        List<JsonValue> errors =
                                answer.expectStatus(400).json().get("errors").items();
                        answer.expect(
                                errors.size() == 1 && isPath(errors.get(0).get("path"), "body"),
                                "one entry with path [\"body\"]");
                    }),
            malformed(
                    "PH-ERR-04",
                    "broken-json",
                    F,
                    "Broken JSON is answered like {}",
                    "{\"hubId\":",
                    RefusalClauses::expectMissingFields),
            malformed(
                    "PH-ERR-04",
                    "empty-body",
                    F,
                    "An empty body is answered like {}",
                    "",
                    RefusalClauses::expectMissingFields));

    private RefusalClauses() {}

    /** Takes no write access: it lacks what a command must have. */
    private static Clause malformed(
            String id, String name, Clause.Level level, String statement, String body, Consumer<ProviderAnswer> look) {
        ClauseCheck check = provider -> look.accept(provider.refused(id + "/" + name, body));
        return new Clause(id, name, level, statement, Set.of(), Set.of(), check);
    }

    /** A provider that breaks such a clause stores the hub, so it takes write access and an id. */
    private static Clause refused(
            String id, String name, Clause.Level level, String statement, UnaryOperator<CommandText> spoilt) {
        ClauseCheck check = provider -> {
            CommandText command = CommandText.of(provider.hub(HubUse.REFUSED));
            provider.refused(id + "/" + name, spoilt.apply(command).json()).expectStatus(400);
        };
        return new Clause(id, name, level, statement, Set.of(), Set.of(HubUse.REFUSED), check);
    }

    private static void expectMissingFields(ProviderAnswer answer) {
        JsonValue body = answer.expectStatus(400).json();
        List<JsonValue> errors = body.get("errors").items();
        boolean inOrder = errors.size() == 3
                && isPath(errors.get(0).get("path"), "body", "hubId")
                && isPath(errors.get(1).get("path"), "body", "serial")
                && isPath(errors.get(2).get("path"), "body", "model");
        answer.expect(inOrder, "three entries, for hubId, serial and model in this order");
        answer.expect(
                errors.stream().allMatch(error -> error.get("code").isNumber("7001"))
                        && body.get("success").isBoolean(false)
                        && body.get("result").is(JsonKind.OBJECT),
                "\"success\":false, code 7001 in each entry, \"result\":{}");
    }

    private static boolean isPath(JsonValue path, String... names) {
        return path.items().stream().map(JsonValue::text).toList().equals(List.of(names));
    }
}
