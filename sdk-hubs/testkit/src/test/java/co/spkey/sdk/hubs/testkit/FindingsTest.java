package co.spkey.sdk.hubs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.hubs.testkit.Finding.Outcome;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** A target is blamed for what its answers show and for nothing else, and its owner hears what there is to know. */
class FindingsTest {

    private static List<Finding> check(Front.Twist twist) throws Exception {
        try (ReferenceServer server = ContractTargets.server();
                Front front = new Front(server, twist)) {
            return ContractRun.on(ContractTargets.of(front.url())).check(Clause.all());
        }
    }

    private static List<String> broken(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.outcome() == Outcome.BROKEN)
                .map(finding -> finding.clause().key())
                .toList();
    }

    private static Finding of(List<Finding> findings, String key) {
        return findings.stream()
                .filter(finding -> finding.clause().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static void assertNotTried(List<Finding> findings, String key, String reason) {
        Finding finding = of(findings, key);
        assertThat(finding.outcome()).as("%s", finding).isEqualTo(Outcome.NOT_TRIED);
        assertThat(finding.reason()).contains(reason);
    }

    @Test
    void onceAHubIsStoredByMistakeAnswersForItTellNothing() throws Exception {
        Set<String> stored = ConcurrentHashMap.newKeySet();
        List<Finding> findings = check((request, behind) -> {
            Front.Answered answer =
                    behind.ask(request.saying(request.body().replace("\"serial\":\"\"", "\"serial\":\" \"")));
            String hub = request.path().split("/", -1)[2];
            if (request.isCommand() && answer.isSuccess()) {
                stored.add(hub);
            }
            boolean takenForARepeat = request.isCommand() && answer.status() == 400 && stored.contains(hub);
            return takenForARepeat ? answer.as(200) : answer;
        });

        assertThat(broken(findings)).containsExactly("PH-REQ-03/serial-not-empty", "PH-RES-03/repeat-is-validated");
        for (String key :
                List.of("PH-REQ-04/model-required", "PH-ERR-01/validation-is-400", "PH-REQ-06/vendor-optional")) {
            assertNotTried(findings, key, "hub hub-2 was stored by PH-REQ-03/serial-not-empty");
        }
    }

    @Test
    void aFirstProvisioningThatIsRefusedIsOneBrokenClause() throws Exception {
        List<Finding> findings = check((request, behind) -> {
            Front.Answered answer = behind.ask(request);
            return answer.isSuccess() && request.isCommand() && request.path().contains("/hub-1/")
                    ? answer.as(422).saying("{\"error\":\"not today\"}")
                    : answer;
        });

        assertThat(broken(findings)).containsExactly("PH-REQ-01/provisions");
        for (String key : List.of("PH-RES-01/envelope", "PH-RES-03/repeat-is-200", "PH-AUTH-05/internal-headers")) {
            assertNotTried(findings, key, "the first provisioning was answered 422 {\"error\":\"not today\"}");
        }
    }

    @Test
    void whereNoStatusCanBeReadOnlyTheStatusIsBroken() throws Exception {
        List<Finding> findings = check((request, behind) -> {
            Front.Answered answer = behind.ask(request);
            return request.path().endsWith("/status") && answer.status() != 401
                    ? answer.as(404).with("Content-Type", "text/plain").saying("404 Not Found")
                    : answer;
        });

        assertThat(broken(findings)).containsExactly("E3b/unknown-hub");
        assertThat(of(findings, "PH-AUTH-05/internal-headers").outcome()).isEqualTo(Outcome.HOLDS);
        assertNotTried(findings, "PH-AUTH-03/both-credentials", "404 Not Found");
        assertNotTried(findings, "PH-RES-03/stored-hub-stays", "the status of hub hub-1 was answered 404");
        assertNotTried(findings, "PH-REQ-10/case-counts", "the status of hub hub-1 was answered 404");
        assertNotTried(findings, "PH-REQ-10/decoded-id", "provisioned as %68%75%62%2D%35");
    }

    @Test
    void anAnswerFromBeforeTheApiTellsNothingOfCredentials() throws Exception {
        List<Finding> findings = check((request, behind) -> {
            Front.Answered answer = behind.ask(request);
            return request.path().endsWith("/contract-check/status") && answer.status() != 401
                    ? answer.as(502).saying("<html>502 Bad Gateway</html>")
                    : answer;
        });

        assertNotTried(findings, "PH-AUTH-03/both-credentials", "502");
    }

    @Test
    void aRefusalThatMayHaveAnotherReasonTellsNothingOfTheThing() throws Exception {
        List<Finding> findings = check((request, behind) -> {
            Front.Answered answer = behind.ask(request);
            return answer.body().contains("BusinessRule") ? answer.as(403) : answer;
        });

        assertNotTried(findings, "PH-THING-01/thing-must-exist", "403");
        assertThat(broken(findings)).containsExactly("PH-THING-02/broken-rule-is-400");
    }

    @Test
    void aHubThatWasStoredUnderAnEncodedIdIsNamed() throws Exception {
        List<Finding> findings =
                check((request, behind) -> behind.ask(request.at(request.path().replaceAll("%(?!2E)", "%25"))));

        assertThat(of(findings, "PH-REQ-10/decoded-id").got()).endsWith("stored under the id %68%75%62%2D%35");
    }

    @Test
    void withWriteAccessWhatMustBeRefusedNamesAHubThatTheOwnerGave() throws Exception {
        Queue<String> paths = new ConcurrentLinkedQueue<>();
        check((request, behind) -> {
            Front.Answered answer = behind.ask(request);
            if (answer.status() == 400 && List.of("{}", "[]").contains(request.body())) {
                paths.add(request.path());
            }
            return answer;
        });

        assertThat(paths).hasSizeGreaterThan(5).allMatch(path -> path.startsWith("/hubs/hub-2/"));
    }
}
