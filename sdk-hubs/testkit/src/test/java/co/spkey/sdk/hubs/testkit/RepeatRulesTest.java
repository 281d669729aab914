package co.spkey.sdk.hubs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can't be brought about over a socket without waiting: answers that start when other requests have come already. */
class RepeatRulesTest {

    private static final HubRoute ROUTE = new HubRoute("h", "h", HubRoute.Action.PROVISION);

    private final RecordedRequests requests = new RecordedRequests();
    private final RepeatRules rules = new RepeatRules();

    private RecordedRequests.Entry arrived() {
        return requests.arrived(new ReceivedRequest("POST", "/hubs/h/ProvisionHub", null, Map.of(), "{}", true));
    }

    private List<Problem> problems(RecordedRequests.Entry entry, String data) {
        return rules.problems(ROUTE, new RepeatRules.Attempt(entry.progress(), data, "credentials", 0));
    }

    private List<Problem> problems(RecordedRequests.Entry entry) {
        return problems(entry, "data");
    }

    private static Answer answer(int status) {
        return Answer.of(status, "text/plain", "");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 409, 503})
    void whoeverSentItAgainBeforeTheFirstWasAnsweredKnewNothing(int status) {
        RecordedRequests.Entry first = arrived();
        assertThat(problems(first)).isEmpty();
        RecordedRequests.Entry second = arrived();
        first.answered(answer(status).with("Retry-After", "60"));

        assertThat(problems(second)).isEmpty();
        second.answered(answer(status).with("Retry-After", "60"));
        assertThat(problems(arrived())).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 409, 503})
    void anAnswerThatCameWhenItHadBeenSentAgainIsHeldAgainstNoLaterAttempt(int status) {
        RecordedRequests.Entry first = arrived();
        assertThat(problems(first)).isEmpty();
        RecordedRequests.Entry second = arrived();
        assertThat(problems(second)).isEmpty();
        first.answered(answer(status).with("Retry-After", "60"));
        second.answered(answer(503));

        assertThat(problems(arrived())).isEmpty();
    }

    @Test
    void whatWasSentBeforeASuccessIsHeldAgainstNothingAfterIt() {
        for (int status : new int[] {400, 503, 201}) {
            RecordedRequests.Entry earlier = arrived();
            problems(earlier);
            earlier.answered(answer(status).with("Retry-After", "60"));
        }

        assertThat(problems(arrived())).isEmpty();
        assertThat(problems(arrived(), "other data")).isEmpty();
    }
}
