package co.spkey.sdk.hubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.spkey.sdk.hubs.StubHubs.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run with a journal leaves to the next one. */
class BulkJournalTest extends BulkTestBase {

    @TempDir
    private Path folder;

    private Path journal = Path.of("");

    @BeforeEach
    void name() {
        journal = folder.resolve("batch.journal");
    }

    private BulkReport run(List<ProvisionHubRequest> input) {
        results.clear();
        try (HubsClient hubs = client()) {
            return run(hubs.bulk().journal(journal), input);
        }
    }

    @Test
    void aSecondRunSendsNothingAgain() {
        run(hubs(100));
        long requests = server.requests();

        BulkReport second = run(hubs(100));

        assertThat(server.requests()).isEqualTo(requests);
        assertThat(second.allProvisioned()).isTrue();
        assertThat(second.count(BulkOutcome.PROVISIONED_IN_EARLIER_RUN)).isEqualTo(100);
        assertThat(second.perSecond()).isZero();
        assertThat(second.notVerified()).isZero();
        assertThat(results)
                .extracting(BulkResult::position)
                .doesNotHaveDuplicates()
                .hasSize(100);
    }

    @Test
    void anEndedRunIsTakenUpWhereItEnded() {
        AtomicInteger requests = new AtomicInteger();
        server.script(request -> requests.incrementAndGet() > 50 ? Reply.of(401) : null);
        BulkReport first = run(hubs(100));
        assertThat(first.end()).isEqualTo(BulkEnd.REFUSED);

        server.script(request -> null);
        BulkReport second = run(hubs(100));

        assertThat(second.count(BulkOutcome.PROVISIONED_IN_EARLIER_RUN)).isEqualTo(50);
        assertThat(second.count(BulkOutcome.PROVISIONED)).isEqualTo(50);
        // A 401 takes no effect: there is no doubt about those hubs.
        assertThat(second.resent()).isZero();
    }

    @Test
    void aHubThatWasInFlightAtTheKillIsSentAgainAndMarked() throws Exception {
        run(hubs(3));
        List<String> lines = Files.readAllLines(journal);
        String done = lines.stream()
                .filter(line -> line.contains("\"done\":\"hub-1\""))
                .findFirst()
                .orElseThrow();
        lines.remove(done);
        Files.write(journal, lines);

        BulkReport second = run(hubs(3));

        assertThat(second.resent()).isEqualTo(1);
        assertThat(server.posts("hub-1")).isEqualTo(2);
        assertThat(resultAt(1).resent()).isTrue();
        assertThat(resultAt(1).outcome()).isEqualTo(BulkOutcome.UNCERTAIN_WHICH_ATTEMPT);
        assertThat(resultAt(1).verified()).isTrue();
        assertThat(resultAt(0).resent()).isFalse();
    }

    @Test
    void theSameHubWithOtherDataThanInAnEarlierRunIsItsOwnFailure() {
        run(hubs(3));
        BulkReport second = run(List.of(hub(0), ProvisionHubRequest.of("hub-1", "other", "M-1"), hub(2)));

        assertThat(second.failed()).isEqualTo(1);
        assertThat(resultAt(1).failure()).isInstanceOfSatisfying(DuplicateHubException.class, failure -> {
            assertThat(failure.inEarlierRun()).isTrue();
            assertThat(failure.firstPosition()).isEqualTo(1);
        });
        assertThat(server.posts("hub-1")).isEqualTo(1);
    }

    @Test
    void aHubThatSurelyFailedCanBeCorrected() {
        server.script(request -> request.body().contains("SN-1\"") ? Reply.of(400) : null);
        assertThat(run(hubs(3)).failed()).isEqualTo(1);

        BulkReport second = run(List.of(hub(0), ProvisionHubRequest.of("hub-1", "corrected", "M-1"), hub(2)));

        assertThat(second.allProvisioned()).isTrue();
        assertThat(resultAt(1).outcome()).isEqualTo(BulkOutcome.PROVISIONED);
        assertThat(resultAt(1).resent()).isFalse();
    }

    @Test
    void aHubThatWasNotSentAfterAllIsNew() {
        AtomicInteger asked = new AtomicInteger();
        try (HubsClient hubs = builder()
                .callHeaders(() -> {
                    if (asked.incrementAndGet() > 1) {
                        throw new IllegalStateException("no trace");
                    }
                    return Map.of();
                })
                .build()) {
            assertThat(run(hubs.bulk().journal(journal), hubs(2)).end()).isEqualTo(BulkEnd.REFUSED);
        }
        BulkReport second = run(List.of(hub(0), ProvisionHubRequest.of("hub-1", "corrected", "M-1")));

        assertThat(second.resent()).isZero();
        assertThat(resultAt(1).outcome()).isEqualTo(BulkOutcome.PROVISIONED);
    }

    @Test
    void aHubWhoseMismatchWasFoundCanBeCorrected() {
        server.store("hub-1", "{\"serial\":\"true\",\"model\":\"M-1\"}");
        assertThat(run(hubs(3)).failed()).isEqualTo(1);

        BulkReport second = run(List.of(hub(0), ProvisionHubRequest.of("hub-1", "true", "M-1"), hub(2)));

        assertThat(second.allProvisioned()).isTrue();
    }

    @Test
    void aDuplicateInAResumedRunIsStillADuplicate() {
        run(hubs(2));
        BulkReport second = run(List.of(hub(0), hub(0), hub(1)));

        assertThat(second.count(BulkOutcome.PROVISIONED_IN_EARLIER_RUN)).isEqualTo(2);
        assertThat(resultAt(1).duplicateOf()).isEqualTo(0);
    }

    @Test
    void withoutDedupeTheJournalIsStillObeyed() {
        run(hubs(10));
        long requests = server.requests();
        results.clear();
        try (HubsClient hubs = client()) {
            BulkReport second = run(hubs.bulk().journal(journal).dedupe(false), hubs(10));

            assertThat(second.count(BulkOutcome.PROVISIONED_IN_EARLIER_RUN)).isEqualTo(10);
        }
        assertThat(server.requests()).isEqualTo(requests);
    }

    @Test
    void aJournalOfAnotherBaseUrlCannotMakeARunSkipHubs() {
        run(hubs(3));
        try (StubHubs production = StubHubs.start();
                HubsClient hubs = builder().baseUrl(production.baseUrl()).build();
                BulkProvisioning bulk = hubs.bulk().journal(journal).build()) {
            assertThatThrownBy(() -> bulk.run(hubs(3), results::add))
                    .isInstanceOf(BulkJournalException.class)
                    .hasMessageContaining(server.baseUrl().toString())
                    .hasMessageContaining(production.baseUrl().toString());
            assertThat(production.requests()).isZero();
        }
    }

    @Test
    void aDamagedJournalIsAnErrorBeforeAnythingIsTakenFromTheInput() throws Exception {
        run(hubs(3));
        List<String> lines = Files.readAllLines(journal);
        lines.set(2, lines.get(2).replace("hub-", "hub_"));
        Files.write(journal, lines);
        AtomicBoolean taken = new AtomicBoolean();

        try (HubsClient hubs = client();
                BulkProvisioning bulk = hubs.bulk().journal(journal).build()) {
            assertThatThrownBy(() -> bulk.run(Stream.of(hub(1)).peek(any -> taken.set(true)), results::add))
                    .isInstanceOf(BulkJournalException.class)
                    .hasMessageContaining("line 3 is damaged");
        }
        assertThat(taken).isFalse();
    }

    @Test
    void aTornLastLineCostsOneHubSentAgainAtMost() throws Exception {
        run(hubs(3));
        byte[] whole = Files.readAllBytes(journal);
        Files.write(journal, Arrays.copyOf(whole, whole.length - 20));

        BulkReport second = run(hubs(3));

        assertThat(second.resent()).isEqualTo(1);
        assertThat(second.allProvisioned()).isTrue();
        assertThat(run(hubs(3)).count(BulkOutcome.PROVISIONED_IN_EARLIER_RUN)).isEqualTo(3);
    }

    @Test
    void twoRunsCannotShareAJournal() {
        try (HubsClient hubs = client();
                BulkProvisioning first = hubs.bulk().journal(journal).build()) {
            first.run(hubs(5), result -> {
                try (BulkProvisioning second = hubs.bulk().journal(journal).build()) {
                    assertThatThrownBy(() -> second.run(hubs(5), ignored -> {}))
                            .isInstanceOf(BulkJournalException.class)
                            .hasMessageContaining("in use by another run");
                }
                results.add(result);
            });
        }
        assertThat(results).hasSize(5);
        assertThat(run(hubs(5)).allProvisioned()).isTrue();
    }

    @Test
    void aConsumerThatThrowsFindsItsResultInTheJournal() {
        try (HubsClient hubs = client();
                BulkProvisioning bulk =
                        hubs.bulk().journal(journal).concurrency(4).build()) {
            BulkReport report = bulk.run(hubs(50), result -> {
                throw new IllegalStateException("database is gone");
            });
            assertThat(report.end()).isEqualTo(BulkEnd.CONSUMER_FAILED);
        }
        int stored = server.storedCount();

        assertThat(run(hubs(50)).count(BulkOutcome.PROVISIONED_IN_EARLIER_RUN)).isEqualTo(stored);
    }

    @Test
    void theIntentIsInTheJournalBeforeTheHubIsSentAndTheResultBeforeTheConsumerHearsOfIt() {
        AtomicInteger missing = new AtomicInteger();
        server.script(request -> {
            if (!journalSays("\"sent\":\"" + request.hubId() + "\"")) {
                missing.incrementAndGet();
            }
            return null;
        });
        try (HubsClient hubs = client();
                BulkProvisioning bulk = hubs.bulk().journal(journal).build()) {
            bulk.run(hubs(100), result -> {
                if (!journalSays("\"done\":\"" + result.request().hubId() + "\"")) {
                    missing.incrementAndGet();
                }
                results.add(result);
            });
        }
        assertThat(missing).hasValue(0);
        assertThat(results).hasSize(100);
    }

    private boolean journalSays(String text) {
        try {
            return Files.readString(journal).contains(text);
        } catch (java.io.IOException unreadable) {
            return false;
        }
    }

    @Test
    void noCredentialIsInTheJournal() throws Exception {
        run(hubs(3));

        assertThat(Files.readString(journal)).doesNotContain("the-key");
    }

    @Test
    void aFileThatIsNoJournalIsLeftAlone() throws Exception {
        Files.writeString(journal, "hubId,serial,model\n", StandardOpenOption.CREATE);

        assertThatThrownBy(() -> run(hubs(3)))
                .isInstanceOf(BulkJournalException.class)
                .hasMessageContaining("is not a journal");
        assertThat(journal).hasContent("hubId,serial,model\n");
    }
}
