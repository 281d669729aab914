package co.spkey.sdk.hubs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can't be brought about over a socket: an answer that starts between the coming of another request and its judging. */
class RepeatRulesTest {

    private static final HubRoute ROUTE = new HubRoute("h", "h", HubRoute.Action.PROVISION);

    private final RecordedRequests requests = new RecordedRequests();
    private final RepeatRules rules = new RepeatRules();

    private RecordedRequests.Entry arrived() {
        return requests.arrived(new ReceivedRequest("POST", "/hubs/h/ProvisionHub", null, Map.of(), "{}"));
    }

    private List<Problem> problems(RecordedRequests.Entry entry) {
        return rules.problems(ROUTE, new RepeatRules.Attempt(entry, "data", "credentials", 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 409, 503})
    void whoeverSentItAgainBeforeTheFirstWasAnsweredKnewNothing(int status) {
        RecordedRequests.Entry first = arrived();
        assertThat(problems(first)).isEmpty();
        RecordedRequests.Entry second = arrived();
        first.answered(Answer.of(status, "text/plain", "").with("Retry-After", "60"));

        assertThat(problems(second)).isEmpty();
        assertThat(problems(arrived())).isNotEmpty();
    }
}
