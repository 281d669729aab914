package co.spkey.sdk.hubs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.core.error.BadRequestException;
import co.spkey.sdk.hubs.BulkEnd;
import co.spkey.sdk.hubs.BulkOutcome;
import co.spkey.sdk.hubs.BulkProvisioning;
import co.spkey.sdk.hubs.BulkReport;
import co.spkey.sdk.hubs.BulkResult;
import co.spkey.sdk.hubs.HubMismatchException;
import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client's bulk run against the contract in executable form. */
@WithReferenceServer
class BulkAgainstReferenceServerTest {

    private final List<BulkResult> results = new ArrayList<>();

    private static ProvisionHubRequest hub(int number) {
        return ProvisionHubRequest.of("hub-" + number, "SN-" + number, "M-1");
    }

    private BulkReport run(HubsClient hubs, Path journal) {
        results.clear();
        try (BulkProvisioning bulk = hubs.bulk().journal(journal).build()) {
            return bulk.run(IntStream.range(0, 100).mapToObj(BulkAgainstReferenceServerTest::hub), results::add);
        }
    }

    @Test
    void aBatchWithAMissingThingAndAnotherHubInPlaceIsProvisionedButForThoseTwo(
            ReferenceServer server, HubsClient hubs, @TempDir Path folder) {
        hubs.provision(hub(7));
        hubs.provision(ProvisionHubRequest.of("hub-8", "another", "M-1"));
        server.things()
                .strict()
                .register(IntStream.range(0, 99).mapToObj(i -> "hub-" + i).toArray(String[]::new));
        Path journal = folder.resolve("batch.journal");

        BulkReport report = run(hubs, journal);

        assertThat(report.end()).isEqualTo(BulkEnd.COMPLETED);
        assertThat(report.counts())
                .isEqualTo(Map.of(
                        BulkOutcome.PROVISIONED, 97L, BulkOutcome.ALREADY_PROVISIONED, 1L, BulkOutcome.FAILED, 2L));
        Map<Long, BulkResult> byPosition =
                results.stream().collect(Collectors.toMap(BulkResult::position, Function.identity()));
        assertThat(byPosition.get(7L)).matches(BulkResult::verified);
        assertThat(byPosition.get(8L)).extracting(BulkResult::failure).isInstanceOf(HubMismatchException.class);
        assertThat(byPosition.get(99L)).extracting(BulkResult::failure).isInstanceOf(BadRequestException.class);

        server.things().register("hub-99");
        BulkReport second = run(hubs, journal);

        assertThat(second.counts())
                .isEqualTo(Map.of(
                        BulkOutcome.PROVISIONED,
                        1L,
                        BulkOutcome.PROVISIONED_IN_EARLIER_RUN,
                        98L,
                        BulkOutcome.FAILED,
                        1L));
        assertThat(server.hubs().count()).isEqualTo(100);
    }
}
