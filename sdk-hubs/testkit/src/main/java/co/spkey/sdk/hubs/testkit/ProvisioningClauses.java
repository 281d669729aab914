package co.spkey.sdk.hubs.testkit;

import static co.spkey.sdk.hubs.testkit.Clause.Level.D;
import static co.spkey.sdk.hubs.testkit.Clause.Level.F;
import static co.spkey.sdk.hubs.testkit.Clause.Level.S;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** The answer to the first provisioning of a hub (PH-RES, PH-REQ-05, PH-REQ-06). */
final class ProvisioningClauses {

    /** The year 2001 in milliseconds: whatever is below are seconds. */
    private static final BigDecimal LEAST_MILLIS = new BigDecimal("1000000000000");

    /** The year 2286; whatever is above are microseconds or worse. */
    private static final BigDecimal MOST_MILLIS = new BigDecimal("10000000000000");

    static final List<Clause> ALL = List.of(
            new Clause(
                    "PH-REQ-01",
                    "provisions",
                    D,
                    "POST {base}/hubs/{id}/ProvisionHub provisions a hub",
                    Set.of(),
                    Set.of(HubUse.PROVISIONED),
                    p -> p.first().expectSuccess()),
            first(
                    "PH-RES-02",
                    "first-is-201",
                    S,
                    "The first provisioning is answered 201",
                    (p, answer) -> answer.expect(
                            answer.status() == 201,
                            "status 201 for hub " + p.hub(HubUse.PROVISIONED)
                                    + ", which must not have been provisioned before")),
            first(
                    "PH-RES-01",
                    "envelope",
                    D,
                    "The answer has success, aggregateId, version and event, of the right types",
                    (p, answer) -> envelope(answer)),
            first(
                    "PH-RES-08",
                    "success-is-true",
                    D,
                    "A 2xx says success true; false would be a failure",
                    (p, answer) -> {
                        JsonValue success = answer.json().get("success");
                        answer.expect(success.isBoolean(true), "success true", "success", success);
                    }),
            first(
                    "PH-RES-02",
                    "event",
                    F,
                    "The first answer carries the event HubProvisioned with its data",
                    (p, answer) -> {
                        JsonValue event = answer.json().get("event");
                        answer.expect(
                                event.get("type").isText("HubProvisioned"),
                                "event.type \"HubProvisioned\"",
                                "event.type",
                                event.get("type"));
                        answer.expect(
                                event.get("data").is(JsonKind.OBJECT),
                                "event.data, an object",
                                "event.data",
                                event.get("data"));
                    }),
            first(
                    "PH-RES-04",
                    "event-data",
                    S,
                    "event.data holds hubId, serial, model and thingName as they were sent",
                    (p, answer) -> {
                        text(answer, "hubId", p.hub(HubUse.PROVISIONED));
                        text(answer, "serial", CommandText.SERIAL);
                        text(answer, "model", CommandText.MODEL);
                        answer.expect(
                                data(answer, "thingName").is(JsonKind.STRING),
                                "event.data.thingName, a string",
                                "event.data.thingName",
                                data(answer, "thingName"));
                    }),
            first(
                    "PH-RES-04",
                    "provisioned-at",
                    S,
                    "event.data.provisionedAt is a number, the Unix epoch in milliseconds",
                    (p, answer) -> millis(answer)),
            first(
                    "PH-REQ-06",
                    "vendor",
                    D,
                    "vendorName is taken, and stands in the event",
                    (p, answer) -> text(answer, "vendorName", CommandText.VENDOR)),
            new Clause(
                    "PH-REQ-06",
                    "vendor-optional",
                    D,
                    "A command without vendorName provisions a hub, too",
                    Set.of(),
                    Set.of(HubUse.PROVISIONED, HubUse.REFUSED),
                    ProvisioningClauses::withoutVendor),
            first(
                    "PH-REQ-05",
                    "default-thing",
                    D,
                    "Without thingName, the hub id is the name of the Thing",
                    (p, answer) -> text(answer, "thingName", p.hub(HubUse.PROVISIONED))),
            first("PH-RES-05", "version", F, "version is 1 or more after the first provisioning", (p, answer) -> {
                JsonValue version = answer.json().get("version");
                boolean counts =
                        version.is(JsonKind.NUMBER) && new BigDecimal(version.text()).compareTo(BigDecimal.ONE) >= 0;
                answer.expect(counts, "version 1 or more", "version", version);
            }),
            new Clause(
                    "PH-REQ-09",
                    "unknown-field",
                    F,
                    "A field that nobody knows has no effect",
                    Set.of(),
                    Set.of(HubUse.UNKNOWN_FIELD),
                    p -> {
                        String hubId = p.hub(HubUse.UNKNOWN_FIELD);
                        p.provision(
                                        hubId,
                                        CommandText.of(hubId)
                                                .withText("contractCheck", "unknown")
                                                .json())
                                .expectStatus(201);
                    }));

    private ProvisioningClauses() {}

    /** Looks at the answer to the first provisioning, which was a success. */
    @FunctionalInterface
    private interface Look {
        void at(Provider provider, ProviderAnswer answer) throws IOException, InterruptedException;
    }

    private static Clause first(String id, String name, Clause.Level level, String statement, Look look) {
        ClauseCheck check = provider -> look.at(provider, provider.provisioned());
        return new Clause(id, name, level, statement, Set.of(), Set.of(HubUse.PROVISIONED), check);
    }

    /** With a vendor a hub was provisioned; without one, nothing else is different. */
    private static void withoutVendor(Provider provider) throws IOException, InterruptedException {
        provider.provisioned();
        String hubId = provider.hub(HubUse.REFUSED);
        provider.expectFree(hubId);
        String body = CommandText.of(hubId).without("vendorName").json();
        provider.provisionFree("PH-REQ-06/vendor-optional", hubId, body).expectSuccess();
    }

    static void envelope(ProviderAnswer answer) {
        JsonValue body = answer.json();
        JsonKind event = body.get("event").kind();
        answer.expect(body.get("success").is(JsonKind.BOOLEAN), "success, a boolean", "success", body.get("success"));
        answer.expect(
                body.get("aggregateId").is(JsonKind.STRING),
                "aggregateId, a string",
                "aggregateId",
                body.get("aggregateId"));
        answer.expect(body.get("version").is(JsonKind.NUMBER), "version, a number", "version", body.get("version"));
        answer.expect(
                event == JsonKind.OBJECT || event == JsonKind.NULL,
                "event, an object or null",
                "event",
                body.get("event"));
    }

    private static JsonValue data(ProviderAnswer answer, String name) {
        return answer.json().get("event").get("data").get(name);
    }

    private static void text(ProviderAnswer answer, String name, String expected) {
        JsonValue value = data(answer, name);
        String path = "event.data." + name;
        answer.expect(value.isText(expected), path + " " + Shown.quoted(expected), path, value);
    }

    private static void millis(ProviderAnswer answer) {
        JsonValue value = data(answer, "provisionedAt");
        boolean inMillis = value.is(JsonKind.NUMBER)
                && new BigDecimal(value.text()).compareTo(LEAST_MILLIS) > 0
                && new BigDecimal(value.text()).compareTo(MOST_MILLIS) < 0;
        answer.expect(inMillis, "event.data.provisionedAt in milliseconds", "event.data.provisionedAt", value);
    }
}
