package co.spkey.sdk.hubs;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.core.error.ErrorDetails;
import co.spkey.sdk.core.error.RateLimitedException;
import co.spkey.sdk.core.error.ServerException;
import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.hubs.journal.Fingerprint;
import co.spkey.sdk.hubs.pace.Outage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a failure is the hub's own. Numbers are those of calls: what began, and what had ended, in order. */
class BulkBacklogTest {

    private final Outage outage = new Outage(Duration.ofMinutes(10));
    private final List<String> failed = new ArrayList<>();
    private final BulkBacklog backlog =
            new BulkBacklog(outage, (hub, failure) -> failed.add(hub.request().hubId()));

    private static SpkeyException busy(int status) {
        ErrorDetails details = ErrorDetails.builder("busy").status(status).build();
        return status == 429 ? new RateLimitedException(details) : new ServerException(details);
    }

    private static BulkHub failedHub(int number, int status, long startedAs, long endedAs) {
        ProvisionHubRequest request = BulkTestBase.hub(number);
        BulkHub hub = new BulkHub(
                number, request, Fingerprint.of(request.hubId(), request.serial(), request.model(), null, null), false);
        hub.started(startedAs);
        hub.failed(busy(status), endedAs);
        return hub;
    }

    private void outageOfFive() {
        for (int i = 1; i <= 5; i++) {
            backlog.failed(failedHub(i, 500, i, 8 + i), 0);
        }
        assertThat(outage.isOpen()).isTrue();
        assertThat(backlog.size()).isEqualTo(5);
    }

    @Test
    void aFailureIsTheHubsOwnOnceACallThatBeganAfterItIsAnswered() {
        backlog.failed(failedHub(1, 500, 1, 3), 0);

        backlog.answered(2, 0);
        assertThat(failed).isEmpty();

        backlog.answered(4, 0);
        assertThat(failed).containsExactly("hub-1");
        assertThat(backlog.size()).isZero();
    }

    @Test
    void hubsThatFailedTogetherAreSentAgainBeforeTheyFail() {
        backlog.failed(failedHub(1, 500, 1, 3), 0);
        backlog.failed(failedHub(2, 500, 2, 4), 0);
        backlog.answered(5, 0);

        assertThat(failed).isEmpty();
        assertThat(backlog.size()).isEqualTo(2);
    }

    @Test
    void aHubThatWasToldToSlowDownIsSentAgainInsteadOfFailing() {
        backlog.failed(failedHub(1, 429, 1, 3), 0);
        backlog.answered(4, 0);

        assertThat(failed).isEmpty();
        assertThat(backlog.size()).isEqualTo(1);
    }

    @Test
    void anOutagePutsAllItsHubsBack() {
        outageOfFive();

        assertThat(failed).isEmpty();
    }

    @Test
    void whatBeganBeforeAnOutageDoesNotEndItByBeingAnsweredLate() {
        outageOfFive();

        backlog.answered(8, 0);
        assertThat(outage.isOpen()).isTrue();

        backlog.answered(14, 0);
        assertThat(outage.isOpen()).isFalse();
    }

    @Test
    void hubsThatWerePutBackAndFailAgainBeginNoOutage() {
        outageOfFive();
        backlog.answered(14, 0);
        for (long number = 15; backlog.size() > 0; number += 2) {
            BulkHub hub = backlog.poll();
            assertThat(hub).isNotNull();
            if (hub != null) {
                hub.started(number);
                hub.failed(busy(500), number + 1);
                assertThat(backlog.failed(hub, 0)).isFalse();
            }
        }
        assertThat(outage.isOpen()).isFalse();
    }

    @Test
    void aHubThatFailsThreeTimesWhileOthersDoNotFailsForGood() {
        outageOfFive();
        backlog.answered(14, 0);
        long number = 15;
        for (int times = 0; times < 3; times++) {
            assertThat(failed).isEmpty();
            List<BulkHub> again = new ArrayList<>();
            for (BulkHub hub = backlog.poll(); hub != null; hub = backlog.poll()) {
                again.add(hub);
            }
            for (BulkHub hub : again) {
                hub.started(number++);
                hub.failed(busy(500), number++);
                backlog.failed(hub, 0);
            }
            backlog.answered(number++, 0);
        }
        assertThat(failed).containsExactly("hub-1", "hub-2", "hub-3", "hub-4", "hub-5");
        assertThat(backlog.settleRest(true, 0)).isFalse();
    }

    @Test
    void threeHubsThatAreAllThatIsLeftAreAnOutageAndTwoAreNot() {
        backlog.failed(failedHub(1, 500, 1, 4), 0);
        backlog.failed(failedHub(2, 500, 2, 5), 0);
        assertThat(backlog.settleRest(true, 0)).isFalse();
        assertThat(failed).hasSize(2);

        for (int i = 3; i <= 5; i++) {
            backlog.failed(failedHub(i, 500, i + 6, i + 10), 0);
        }
        assertThat(backlog.settleRest(true, 0)).isTrue();
        assertThat(outage.isOpen()).isTrue();
        assertThat(failed).hasSize(2);
    }
}
