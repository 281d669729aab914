package co.spkey.sdk.hubs;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.core.error.CallInterruptedException;
import co.spkey.sdk.core.error.ErrorDetails;
import co.spkey.sdk.core.error.MalformedResponseException;
import co.spkey.sdk.core.error.ServerException;
import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.hubs.journal.Fingerprint;
import co.spkey.sdk.hubs.pace.AdaptiveLimit;
import co.spkey.sdk.hubs.pace.Outage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What follows from answers that come in an order which no server can be made to keep to. */
class BulkAnswersTest {

    private static final ErrorDetails DETAILS =
            ErrorDetails.builder("as the test wants it").build();

    private final List<BulkResult> results = new ArrayList<>();
    private final List<BulkEnd> ends = new ArrayList<>();
    private final Outage outage = new Outage(Duration.ofMinutes(10));
    private final BulkDelivery delivery = new BulkDelivery(results::add, (end, cause) -> ends.add(end));
    private final BulkBacklog backlog =
            new BulkBacklog(outage, (hub, failure) -> delivery.give(BulkResult.failed(hub, failure)));
    private final BulkAnswers answers = new BulkAnswers(
            new BulkBook(null, 0),
            delivery,
            new AdaptiveLimit(16, Duration.ofMinutes(10)),
            outage,
            backlog,
            (end, cause) -> ends.add(end));

    private void fail(int number, SpkeyException failure, boolean ending) {
        ProvisionHubRequest request = BulkTestBase.hub(number);
        BulkHub hub = new BulkHub(
                number, request, Fingerprint.of(request.hubId(), request.serial(), request.model(), null, null), false);
        hub.started(answers.nextNumber());
        answers.take(new BulkEvent.Ended(hub, null, false, failure), false, ending, 0);
    }

    private void outage() {
        for (int hub = 1; hub <= 5; hub++) {
            fail(
                    hub,
                    new ServerException(ErrorDetails.builder("down").status(503).build()),
                    false);
        }
        assertThat(outage.isOpen()).isTrue();
        assertThat(backlog.size()).isEqualTo(5);
    }

    @Test
    void whatNoContractCoversIsTheHubsFailureOnceTheBackendAnswersAnother() {
        fail(1, new MalformedResponseException(DETAILS), false);
        assertThat(results).isEmpty();

        backlog.answered(answers.nextNumber(), 0);
        assertThat(results).singleElement().matches(result -> result.outcome() == BulkOutcome.FAILED);
    }

    @Test
    void inAnOutageItMayBeWhatStandsInForTheBackend() {
        outage();
        fail(6, new MalformedResponseException(DETAILS), false);

        assertThat(results).isEmpty();
        assertThat(backlog.size()).isEqualTo(6);
    }

    @Test
    void inAnOutageThatTheRunEndsInItIsNobodysFailure() {
        outage();
        fail(6, new MalformedResponseException(DETAILS), true);

        assertThat(results).isEmpty();
        assertThat(backlog.size()).isEqualTo(5);
    }

    @Test
    void anInterruptIsNoHubsFailure() {
        fail(1, new CallInterruptedException(DETAILS), false);

        assertThat(results).isEmpty();
        assertThat(ends).containsExactly(BulkEnd.CANCELLED);
    }
}
