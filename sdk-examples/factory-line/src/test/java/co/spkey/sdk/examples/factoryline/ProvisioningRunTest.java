package co.spkey.sdk.examples.factoryline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.hubs.BulkEnd;
import co.spkey.sdk.hubs.BulkOutcome;
import co.spkey.sdk.hubs.BulkProvisioning;
import co.spkey.sdk.hubs.BulkReport;
import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import co.spkey.sdk.hubs.testkit.ErrorShape;
import co.spkey.sdk.hubs.testkit.Fault;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import co.spkey.sdk.hubs.testkit.StoredHub;
import co.spkey.sdk.hubs.testkit.WithReferenceServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs against a server over real sockets; what counts is what the server holds in the end. */
@Timeout(60)
@WithReferenceServer
class ProvisioningRunTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private ReferenceServer server;

    @BeforeEach
    void takeServer(ReferenceServer injected) {
        server = injected;
    }

    private HubsClient client(String apiKey) {
        return HubsClient.builder()
                .baseUrl(server.baseUrl())
                .credentials(CredentialsProvider.of(Credentials.apiKey(apiKey)))
                .build();
    }

    private Summary run(String manifest) {
        return run(manifest, ReferenceServer.DEFAULT_API_KEY);
    }

    private Summary run(String manifest, String apiKey) {
        PlainDisplay display = new PlainDisplay(new PrintWriter(out), new PrintWriter(err), System::nanoTime);
        LineLog log = new LineLog(
                display,
                new OutcomeTable(display, true),
                new Progress(Manifest.UNKNOWN, Manifest.UNKNOWN, System::nanoTime),
                null);
        try (HubsClient hubs = client(apiKey);
                BulkProvisioning bulk =
                        hubs.bulk().journal(folder.resolve("journal")).build();
                ManifestReader lines = new CsvManifestReader(
                        new TextLines(new ByteArrayInputStream(manifest.getBytes(UTF_8))), "test")) {
            BulkReport report = new ProvisioningRun(lines, log, List.of("opening")).run(bulk);
            Summary summary = new Summary(report, log.badLines(), true);
            log.end(summary.lines());
            return summary;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String manifestOf(int hubs) {
        return IntStream.rangeClosed(1, hubs)
                .mapToObj(i -> "hub-" + i + ",S-" + i + ",M\n")
                .collect(Collectors.joining("", "hubId,serial,model\n", ""));
    }

    private List<String> rows() {
        return out.toString()
                .lines()
                .filter(line -> line.matches(" *\\d+  hub-.*"))
                .map(row -> row.strip().replaceAll(" {2,}.*", ""))
                .toList();
    }

    @Test
    void everyHubIsStoredAsTheManifestHasIt() {
        Summary summary = run("hubId,serial,model,thingName,vendorName\na/b ü,S-1,M-1,t-1,ACME\nplain,S-2,M-2,,\n");

        assertThat(summary.isAllProvisioned()).isTrue();
        assertThat(server.hubs().ids()).containsExactly("a/b ü", "plain");
        assertThat(server.hubs().find("a/b ü"))
                .extracting(StoredHub::serial, StoredHub::model, StoredHub::thingName, StoredHub::vendorName)
                .containsExactly("S-1", "M-1", "t-1", "ACME");
        assertThat(server.hubs().find("plain"))
                .extracting(StoredHub::serial, StoredHub::model, StoredHub::thingName, StoredHub::vendorName)
                .containsExactly("S-2", "M-2", "plain", null);
    }

    @Test
    void theTableHasTheOrderOfTheManifestWhateverTheAnswersHave() {
        server.faults().withProbability(0.2, 7, new Fault.ErrorAnswer(ErrorShape.E4, 503).withRetryAfter("0"));

        run(manifestOf(60));

        assertThat(server.hubs().count()).isEqualTo(60);
        assertThat(rows())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(2, 61).mapToObj(Integer::toString).toList());
        assertThat(out.toString()).startsWith("opening").contains("60 of 60 hubs are provisioned");
    }

    @Test
    void aHubThatWasProvisionedBeforeWithOtherDataIsAFailure() {
        try (HubsClient hubs = client(ReferenceServer.DEFAULT_API_KEY)) {
            hubs.provision(ProvisionHubRequest.of("hub-1", "S-1", "M"));
            hubs.provision(ProvisionHubRequest.of("hub-2", "S-other", "M"));
        }

        Summary summary = run(manifestOf(3));

        assertThat(summary.isAllProvisioned()).isFalse();
        assertThat(out.toString())
                .containsPattern(" 2  hub-1 .* already provisioned")
                .containsPattern(
                        " 3  hub-2 .* FAILED, other data stored .*\\R +.*\\R +\"S-other\" where \"S-2\" was sent")
                .contains("2 of 3 hubs are provisioned (1 provisioned, 1 already provisioned); 1 failed");
    }

    @Test
    void theSecondLineOfAHubIsNeverSentAndNamesTheFirst() {
        Summary summary = run("hubId,serial,model\n\nbad\nh,S-1,M\nh,S-1,M\nh,S-2,M\n");

        assertThat(summary.isAllProvisioned()).isFalse();
        assertThat(server.requests().count()).isEqualTo(1);
        assertThat(out.toString())
                .containsPattern(" 5  h .* duplicate of line 4")
                .containsPattern(" 6  h .* FAILED\\R +not sent: line 4 has this hub with other data")
                .contains("1 of 3 hubs are provisioned (1 provisioned); 1 failed, 1 bad line, 1 duplicate line");
    }

    @Test
    void hubsThatAreRefusedDoNotEndTheRun() {
        server.things().strict().register("hub-40");

        Summary summary = run(manifestOf(40));

        assertThat(summary.isComplete()).isTrue();
        assertThat(summary.isAllProvisioned()).isFalse();
        assertThat(server.hubs().ids()).containsExactly("hub-40");
        assertThat(out.toString()).contains("1 of 40 hubs are provisioned (1 provisioned); 39 failed");
    }

    @Test
    void aRefusedKeyEndsTheRunAndAnotherRunGoesOn() {
        Summary summary = run(manifestOf(300), "sekret-wrong");

        assertThat(summary.report().end()).isEqualTo(BulkEnd.REFUSED);
        assertThat(summary.isAllProvisioned()).isFalse();
        assertThat(server.requests().count()).isLessThan(50);
        assertThat(out.toString())
                .contains("Ended early: every further hub would fail alike: ", "401")
                .doesNotContain("sekret");

        assertThat(run(manifestOf(300)).isAllProvisioned()).isTrue();
        assertThat(server.hubs().count()).isEqualTo(300);
    }

    @Test
    void whatAnEarlierRunDidIsNotSentAgainAndSaidSo() {
        run(manifestOf(20));
        long requests = server.requests().count();

        Summary summary = run(manifestOf(22).replace("hub-7,S-7", "hub-7,other"));

        assertThat(summary.report().count(BulkOutcome.PROVISIONED_IN_EARLIER_RUN))
                .isEqualTo(19);
        assertThat(server.requests().count()).isEqualTo(requests + 2);
        assertThat(out.toString())
                .containsPattern(" 2  hub-1 .* done in an earlier run")
                .contains("an earlier run with this journal sent this hub with other data")
                .contains("21 of 22 hubs are provisioned (2 provisioned, 19 done in an earlier run); 1 failed");
    }

    @Test
    void aHubThatIsThereAfterAnUnclearAttemptCountsAsProvisioned() {
        server.faults().once(new Fault.CutConnection().afterApplying());

        assertThat(run(manifestOf(1)).isAllProvisioned()).isTrue();
        assertThat(out.toString()).contains("1 of 1 hubs are provisioned (1 provisioned now or before)");
    }

    @Test
    void aHubThatMayExistAlthoughItFailedIsReportedAsSuch() {
        server.faults().forHub("hub-1").always(new Fault.ErrorAnswer(ErrorShape.E3B, 500));

        assertThat(run(manifestOf(1)).isAllProvisioned()).isFalse();
        assertThat(out.toString()).contains("FAILED, but may exist", "0 of 1 hubs are provisioned; 1 failed");
    }
}
