package co.spkey.sdk.hubs.testkit;

import static co.spkey.sdk.hubs.testkit.Clause.Level.F;
import static co.spkey.sdk.hubs.testkit.Clause.Level.S;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** What happens to a hub that exists already, or that several callers want at once (PH-RES-03, PH-RES-05, PH-ERR-05). */
final class RepeatClauses {

    private static final int CALLERS = 8;

    static final List<Clause> ALL = List.of(
            repeat(
                    "PH-RES-03",
                    "repeat-is-200",
                    S,
                    "Provisioning a hub again is answered 200",
                    p -> p.repeat().expectStatus(200)),
            repeat("PH-RES-03", "repeat-has-no-event", S, "The answer to the repeat has event null", p -> {
                ProviderAnswer answer = p.repeated();
                JsonValue event = answer.json().get("event");
                answer.expect(event.is(JsonKind.NULL), "event null", "event", event);
            }),
            repeat(
                    "PH-RES-03",
                    "stored-hub-stays",
                    S,
                    "A repeat with another serial and model changes nothing that is stored",
                    p -> {
                        different(p);
                        ProviderAnswer answer = p.readStatus(p.hub(HubUse.PROVISIONED));
                        stored(answer, "serial", CommandText.SERIAL);
                        stored(answer, "model", CommandText.MODEL);
                    }),
            repeat(
                    "PH-RES-03",
                    "difference-is-not-told",
                    F,
                    "A repeat with another serial and model is answered like any other",
                    p -> {
                        ProviderAnswer answer = different(p).expectStatus(200);
                        JsonValue event = answer.json().get("event");
                        answer.expect(event.is(JsonKind.NULL), "event null", "event", event);
                    }),
            repeat(
                    "PH-RES-03",
                    "repeat-is-validated",
                    F,
                    "A body that doesn't pass validation is 400 for an existing hub too",
                    p -> {
                        p.provisioned();
                        String hubId = p.hub(HubUse.PROVISIONED);
                        p.provision(
                                        hubId,
                                        CommandText.of(hubId).without("serial").json())
                                .expectStatus(400);
                    }),
            repeat(
                    "PH-RES-01",
                    "repeat-envelope",
                    Clause.Level.D,
                    "The answer to the repeat has the same four fields",
                    p -> ProvisioningClauses.envelope(p.repeated())),
            repeat(
                    "PH-RES-05",
                    "repeat-version",
                    F,
                    "A repeat reports the version, never a lower one than before, or 0",
                    p -> {
                        BigDecimal before = version(p.provisioned());
                        ProviderAnswer answer = p.repeated();
                        BigDecimal now = version(answer);
                        answer.expect(
                                now.signum() == 0 || now.compareTo(before) >= 0,
                                "version " + before + " or more, or 0",
                                "version",
                                answer.json().get("version"));
                    }),
            new Clause(
                    "PH-ERR-05",
                    "at-once",
                    F,
                    "Of simultaneous first provisionings each gets 201 or 200, at least one 201",
                    Set.of(),
                    Set.of(HubUse.RACE),
                    RepeatClauses::atOnce));

    private RepeatClauses() {}

    private static Clause repeat(String id, String name, Clause.Level level, String statement, ClauseCheck check) {
        return new Clause(id, name, level, statement, Set.of(), Set.of(HubUse.PROVISIONED), check);
    }

    private static ProviderAnswer different(Provider provider) throws IOException, InterruptedException {
        provider.provisioned();
        String hubId = provider.hub(HubUse.PROVISIONED);
        String body = CommandText.of(hubId)
                .withText("serial", "CONTRACT-CHECK-OTHER")
                .withText("model", "CONTRACT-CHECK-OTHER")
                .json();
        return provider.provision(hubId, body);
    }

    private static void stored(ProviderAnswer answer, String name, String expected) {
        JsonValue value = answer.json().get(name);
        answer.expect(
                value.isText(expected), "the first " + name + " in the status, " + Shown.quoted(expected), name, value);
    }

    private static BigDecimal version(ProviderAnswer answer) {
        JsonValue version = answer.json().get("version");
        answer.expect(version.is(JsonKind.NUMBER), "version, a number", "version", version);
        return new BigDecimal(version.text());
    }

    private static void atOnce(Provider provider) throws IOException, InterruptedException {
        String hubId = provider.hub(HubUse.RACE);
        List<ProviderAnswer> answers =
                provider.provisionAtOnce(CALLERS, hubId, CommandText.of(hubId).json());
        for (ProviderAnswer answer : answers) {
            answer.expect(answer.status() == 200 || answer.status() == 201, "201 or 200 for each of " + CALLERS);
        }
        if (answers.stream().noneMatch(answer -> answer.status() == 201)) {
            throw new ClauseBroken("a 201 for one of " + CALLERS + " at least", "200 for all");
        }
    }
}
