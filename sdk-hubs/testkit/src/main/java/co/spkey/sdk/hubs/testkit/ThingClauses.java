package co.spkey.sdk.hubs.testkit;

import static co.spkey.sdk.hubs.testkit.Clause.Level.D;
import static co.spkey.sdk.hubs.testkit.Clause.Level.S;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Thing of a hub (PH-THING, PH-REQ-05). */
final class ThingClauses {

    /** The caller isn't let in, or the page isn't there. */
    private static final Set<Integer> OTHER_REASONS = Set.of(401, 403, 404);

    static final List<Clause> ALL = List.of(
            new Clause(
                    "PH-REQ-05",
                    "given-thing",
                    D,
                    "thingName is taken as the name of the Thing",
                    Set.of(Clause.Need.SPARE_THING),
                    Set.of(HubUse.SPARE_THING),
                    ThingClauses::givenThing),
            missing("PH-THING-01", "thing-must-exist", D, "A hub whose Thing isn't there is refused", p -> {
                ProviderAnswer answer = withMissingThing(p);
                if (OTHER_REASONS.contains(answer.status())) {
                    throw new ClauseNotTried("such an answer may have another reason than the Thing: " + answer);
                }
                answer.expect(answer.status() / 100 == 4, "a 4xx status");
            }),
            missing(
                    "PH-THING-02",
                    "broken-rule-is-400",
                    S,
                    "A broken business rule is answered 400",
                    p -> withMissingThing(p).expectStatus(400)),
            missing(
                    "PH-THING-02",
                    "shape",
                    S,
                    "A broken business rule comes as E3 or E3b: with errors, without an error field",
                    p -> {
                        ProviderAnswer answer = withMissingThing(p);
                        JsonValue body = answer.json();
                        boolean shape = body.get("success").isBoolean(false)
                                && body.get("errors").is(JsonKind.ARRAY)
                                && body.get("error").is(JsonKind.UNDEFINED);
                        answer.expect(shape, "\"success\":false and errors, but no error field");
                    }));

    private ThingClauses() {}

    private static Clause missing(String id, String name, Clause.Level level, String statement, ClauseCheck check) {
        return new Clause(
                id, name, level, statement, Set.of(Clause.Need.MISSING_THING), Set.of(HubUse.MISSING_THING), check);
    }

    private static void givenThing(Provider provider) throws IOException, InterruptedException {
        String hubId = provider.hub(HubUse.SPARE_THING);
        String thing = text(provider.target().spareThing());
        ProviderAnswer answer = provider.provision(
                        hubId,
                        CommandText.of(hubId).withText("thingName", thing).json())
                .expectSuccess();
        JsonValue name = answer.json().get("event").get("data").get("thingName");
        answer.expect(name.isText(thing), "event.data.thingName " + Shown.quoted(thing), "event.data.thingName", name);
    }

    private static ProviderAnswer withMissingThing(Provider provider) throws IOException, InterruptedException {
        String hubId = provider.hub(HubUse.MISSING_THING);
        String thing = text(provider.target().missingThing());
        return provider.provision(
                hubId, CommandText.of(hubId).withText("thingName", thing).json());
    }

    /** The need was looked at before. */
    private static String text(@Nullable String thing) {
        return thing == null ? "" : thing;
    }
}
