package co.spkey.sdk.hubs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A gateway that gets one thing wrong breaks the clauses that say so, and no others. */
class BrokenProvidersTest {

    private static DynamicTest broken(String what, Front.Twist twist, String... clauses) {
        return DynamicTest.dynamicTest(what, () -> {
            try (ReferenceServer server = ContractTargets.server();
                    Front front = new Front(server, twist)) {
                List<Finding> findings =
                        ContractRun.on(ContractTargets.of(front.url())).check(Clause.all());

                assertThat(findings.stream()
                                .filter(finding -> finding.outcome() == Finding.Outcome.BROKEN)
                                .map(finding -> finding.clause().key()))
                        .as("%s", findings)
                        .containsExactlyInAnyOrder(clauses);
                assertThat(findings.toString()).doesNotContain("test-key", "test-jwt");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        return Stream.of(
                broken(
                        "no check of credentials",
                        (request, behind) ->
                                behind.ask(request.with("X-API-Key", "test-key").without("Authorization")),
                        "PH-AUTH-04/missing-credentials",
                        "PH-AUTH-04/invalid-credentials",
                        "PH-AUTH-04/status-is-protected",
                        "E1/shape"),
                broken(
                        "credentials are checked after the body",
                        (request, behind) -> {
                            Front.Answered answer = behind.ask(request);
                            return answer.status() == 401 && request.isCommand() ? answer.as(400) : answer;
                        },
                        "PH-AUTH-04/missing-credentials",
                        "PH-AUTH-04/invalid-credentials",
                        "E1/shape"),
                broken(
                        "a 401 in another shape",
                        (request, behind) -> {
                            Front.Answered answer = behind.ask(request);
                            return answer.status() == 401 ? answer.saying("{\"error\":\"no\"}") : answer;
                        },
                        "E1/shape"),
                broken(
                        "a bearer token is taken unseen",
                        (request, behind) -> behind.ask(
                                request.headers().containsKey("Authorization")
                                        ? request.with("Authorization", "Bearer test-jwt")
                                        : request),
                        "PH-AUTH-04/invalid-credentials"),
                broken(
                        "two credentials are one too many",
                        (request, behind) -> behind.ask(
                                request.headers().containsKey("Authorization")
                                                && request.path().endsWith("contract-check/status")
                                                && request.headers().containsKey("X-API-Key")
                                        ? request.with("X-API-Key", "wrong")
                                        : request),
                        "PH-AUTH-03/both-credentials",
                        "E3b/unknown-hub"),
                broken(
                        "internal headers get through",
                        (request, behind) -> {
                            Front.Request stripped = request;
                            for (String field : CredentialCheck.INTERNAL_FIELDS) {
                                stripped = stripped.without(field);
                            }
                            return behind.ask(stripped);
                        },
                        "PH-AUTH-05/internal-headers"),
                broken(
                        "internal headers get through in commands",
                        (request, behind) -> {
                            Front.Request stripped = request;
                            for (String field : CredentialCheck.INTERNAL_FIELDS) {
                                stripped = request.isCommand() ? stripped.without(field) : stripped;
                            }
                            return behind.ask(stripped);
                        },
                        "PH-AUTH-05/internal-headers"),
                // of the same hub: once it is stored, what follows can't be told from a repeat
                broken(
                        "null is accepted",
                        (request, behind) ->
                                behind.ask(request.saying(request.body().replaceAll(",\"\\w+\":null", ""))),
                        "PH-REQ-09/null-vendor"),
                broken(
                        "an empty serial is accepted",
                        (request, behind) -> behind.ask(
                                request.saying(request.body().replace("\"serial\":\"\"", "\"serial\":\" \""))),
                        "PH-REQ-03/serial-not-empty"),
                broken(
                        "a number is a string, too",
                        (request, behind) ->
                                behind.ask(request.saying(request.body().replaceAll("\"(\\w+)\":7", "\"$1\":\"7\""))),
                        "PH-REQ-03/serial-is-string"),
                broken(
                        "the body's hub id may be left out",
                        (request, behind) -> behind.ask(request.saying(
                                request.body().replace("{\"serial\"", "{\"hubId\":\"hub-1\",\"serial\""))),
                        "PH-REQ-07/hub-id-required"),
                broken(
                        "only the first missing field is named",
                        (request, behind) -> behind.ask(request).replacing("(\\[\\{[^}]*}),.*}]", "$1]"),
                        "E2/one-entry-each",
                        "PH-ERR-04/broken-json",
                        "PH-ERR-04/empty-body"),
                broken(
                        "success is a string in errors",
                        (request, behind) ->
                                behind.ask(request).replacing("\"success\":false", "\"success\":\"false\""),
                        "E1/shape",
                        "E2/one-entry-each",
                        "PH-ERR-04/broken-json",
                        "PH-ERR-04/empty-body",
                        "PH-THING-02/shape",
                        "E3b/unknown-hub"),
                broken(
                        "broken JSON is a 500",
                        (request, behind) -> request.body().equals("{\"hubId\":")
                                ? behind.ask(request).as(500)
                                : behind.ask(request),
                        "PH-ERR-04/broken-json"));
    }

    @TestFactory
    Stream<DynamicTest> successes() {
        Map<String, String> lastSerials = new ConcurrentHashMap<>();
        return Stream.of(
                broken(
                        "the first is a 200",
                        (request, behind) -> {
                            Front.Answered answer = behind.ask(request);
                            return answer.status() == 201 ? answer.as(200) : answer;
                        },
                        "PH-RES-02/first-is-201",
                        "PH-REQ-09/unknown-field",
                        "PH-ERR-05/at-once"),
                broken(
                        "a repeat is a 201",
                        (request, behind) -> {
                            Front.Answered answer = behind.ask(request);
                            return request.isCommand() && answer.status() == 200 ? answer.as(201) : answer;
                        },
                        "PH-RES-03/repeat-is-200",
                        "PH-RES-03/difference-is-not-told"),
                broken(
                        "a repeat is a conflict",
                        (request, behind) -> {
                            Front.Answered answer = behind.ask(request);
                            return request.isCommand() && answer.status() == 200 ? answer.as(409) : answer;
                        },
                        "PH-RES-03/repeat-is-200",
                        "PH-RES-03/difference-is-not-told",
                        "PH-ERR-05/at-once"),
                broken(
                        "an event on a repeat",
                        (request, behind) -> behind.ask(request)
                                .replacing("\"event\":null", "\"event\":{\"type\":\"HubProvisioned\",\"data\":{}}"),
                        "PH-RES-03/repeat-has-no-event",
                        "PH-RES-03/difference-is-not-told"),
                broken(
                        "the event is left out on a repeat",
                        (request, behind) -> behind.ask(request).replacing(",\"event\":null", ""),
                        "PH-RES-03/repeat-has-no-event",
                        "PH-RES-03/difference-is-not-told",
                        "PH-RES-01/repeat-envelope"),
                broken(
                        "the stored hub is overwritten",
                        (request, behind) -> {
                            Front.Answered answer = behind.ask(request);
                            String hub = request.path().split("/", -1)[2];
                            if (request.isCommand() && answer.isSuccess()) {
                                lastSerials.put(hub, request.body().replaceAll(".*(\"serial\":\"[^\"]*\").*", "$1"));
                            }
                            return answer.isSuccess() && !request.isCommand()
                                    ? answer.replacing("\"serial\":\"[^\"]*\"", lastSerials.getOrDefault(hub, ""))
                                    : answer;
                        },
                        "PH-RES-03/stored-hub-stays"),
                broken(
                        "an invalid repeat is a no-op, too",
                        (request, behind) -> {
                            Front.Answered answer = behind.ask(request);
                            return answer.status() == 400 && request.path().contains("hub-1/")
                                    ? answer.as(200)
                                    : answer;
                        },
                        "PH-RES-03/repeat-is-validated"),
                broken(
                        "success is false",
                        (request, behind) -> behind.ask(request).replacing("\"success\":true", "\"success\":false"),
                        "PH-RES-08/success-is-true"),
                broken(
                        "no aggregateId",
                        (request, behind) -> behind.ask(request).replacing("\"aggregateId\":\"[^\"]*\",", ""),
                        "PH-RES-01/envelope",
                        "PH-RES-01/repeat-envelope",
                        "PH-RES-09/aggregate-id-as-sent"),
                broken(
                        "the version is a string",
                        (request, behind) -> behind.ask(request).replacing("\"version\":(\\d+)", "\"version\":\"$1\""),
                        "PH-RES-01/envelope",
                        "PH-RES-01/repeat-envelope",
                        "PH-RES-05/version",
                        "PH-RES-05/repeat-version"),
                broken(
                        "the version is a number that no program can hold",
                        (request, behind) ->
                                behind.ask(request).replacing("\"version\":\\d+", "\"version\":1e9999999999"),
                        "PH-RES-05/version",
                        "PH-RES-05/repeat-version"),
                broken(
                        "times are in seconds",
                        (request, behind) -> behind.ask(request).replacing("(\"provisionedAt\":\\d{10})\\d{3}", "$1"),
                        "PH-RES-04/provisioned-at"),
                broken(
                        "the event is of another type",
                        (request, behind) -> behind.ask(request).replacing("HubProvisioned", "HubCreated"),
                        "PH-RES-02/event"),
                broken(
                        "the serial is stored in lower case",
                        (request, behind) -> behind.ask(request).replacing("CONTRACT-CHECK-1", "contract-check-1"),
                        "PH-RES-04/event-data",
                        "PH-RES-03/stored-hub-stays"),
                broken(
                        "the vendor gets lost",
                        (request, behind) ->
                                behind.ask(request.saying(request.body().replaceAll(",\"vendorName\":\"[^\"]*\"", ""))),
                        "PH-REQ-06/vendor"),
                broken(
                        "the vendor is required",
                        (request, behind) -> {
                            Front.Answered answer = behind.ask(request);
                            boolean hasVendor = request.body().contains("vendorName");
                            return request.isCommand() && answer.isSuccess() && !hasVendor ? answer.as(400) : answer;
                        },
                        "PH-REQ-06/vendor-optional"),
                broken(
                        "the Thing has a default of its own",
                        (request, behind) ->
                                behind.ask(request).replacing("\"thingName\":\"hub-", "\"thingName\":\"thing-hub-"),
                        "PH-REQ-05/default-thing"),
                broken(
                        "the given Thing is ignored",
                        (request, behind) ->
                                behind.ask(request.saying(request.body().replace(",\"thingName\":\"spare\"", ""))),
                        "PH-REQ-05/given-thing"),
                broken(
                        "nobody looks for the Thing",
                        (request, behind) -> behind.ask(
                                request.saying(request.body().replace(",\"thingName\":\"no-such-thing\"", ""))),
                        "PH-THING-01/thing-must-exist",
                        "PH-THING-02/broken-rule-is-400",
                        "PH-THING-02/shape"),
                broken(
                        "a missing Thing is a 404 by name",
                        (request, behind) -> {
                            Front.Answered answer = behind.ask(request);
                            return answer.body().contains("BusinessRule")
                                    ? answer.as(404)
                                            .saying("{\"success\":false,\"error\":\"ThingNotFound\",\"message\":\"\"}")
                                    : answer;
                        },
                        "PH-THING-02/broken-rule-is-400",
                        "PH-THING-02/shape"));
    }

    @TestFactory
    Stream<DynamicTest> addressesAndTheWire() {
        return Stream.of(
                broken(
                        "the id is not decoded",
                        (request, behind) -> behind.ask(
                                        request.at(request.path().replaceAll("%(?!2E)", "%25")))
                                .replacing("%25", "%"),
                        "PH-REQ-10/decoded-id"),
                broken(
                        "aggregateId is decoded",
                        (request, behind) -> {
                            Front.Answered answer = behind.ask(request);
                            return answer.saying(
                                    answer.body().contains("aggregateId")
                                            ? PathSegment.decode(answer.body())
                                            : answer.body());
                        },
                        "PH-RES-09/aggregate-id-as-sent"),
                broken(
                        "letter case doesn't count",
                        (request, behind) ->
                                behind.ask(request.at(request.path().replace("/HUB-", "/hub-"))),
                        "PH-REQ-10/case-counts"),
                broken(
                        "routes in any case and with a slash",
                        (request, behind) -> behind.ask(
                                request.at(request.path().replaceAll("(?i)/provisionhub/?$", "/ProvisionHub"))),
                        "PH-REQ-11/exact-case",
                        "PH-REQ-11/no-trailing-slash"),
                broken(
                        "another method is a 405",
                        (request, behind) -> request.method().equals("PUT")
                                ? behind.ask(request).as(405).with("Allow", "POST")
                                : behind.ask(request),
                        "PH-REQ-11/other-method"),
                broken(
                        "an unknown route is answered in JSON",
                        (request, behind) -> {
                            Front.Answered answer = behind.ask(request);
                            return answer.body().startsWith("404") ? answer.saying("{\"error\":\"x\"}") : answer;
                        },
                        "E7/unknown-route"),
                broken(
                        "an unknown hub has a name",
                        (request, behind) -> {
                            Front.Answered answer = behind.ask(request);
                            return request.isCommand() || answer.status() != 404
                                    ? answer
                                    : answer.saying("{\"success\":false,\"error\":\"NotFound\",\"message\":\"\"}");
                        },
                        "E3b/unknown-hub"),
                broken("no cf-ray", (request, behind) -> behind.ask(request).without("cf-ray"), "PH-ERR-03/cf-ray"),
                broken(
                        "JSON as text",
                        (request, behind) -> behind.ask(request).with("Content-Type", "text/plain"),
                        "PH-RES-10/media-type"),
                broken(
                        "another media type is a 415",
                        (request, behind) -> request.headers()
                                        .getOrDefault("Content-Type", "")
                                        .equals("text/plain")
                                ? behind.ask(request).as(415)
                                : behind.ask(request),
                        "PH-REQ-02/media-type-plays-no-part"),
                broken(
                        "a query is not found",
                        (request, behind) ->
                                behind.ask(request.at(request.path().replace("?", "%3F"))),
                        "PH-REQ-11/query-is-ignored"));
    }

    @TestFactory
    Stream<DynamicTest> whatTheContractAllows() {
        return Stream.of(broken(
                "a repeat reports version 0",
                (request, behind) ->
                        behind.ask(request).replacing("\"version\":1,\"event\":null", "\"version\":0,\"event\":null")));
    }
}
