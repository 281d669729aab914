package co.spkey.sdk.hubs;

import co.spkey.sdk.core.call.Ticker;
import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.retry.RetryPolicy;
import co.spkey.sdk.hubs.StubHubs.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** A backend, clients of it, and the results of a run in the order in which they came. */
abstract class BulkTestBase {

    /** What may stand in for a backend that is away. */
    static final Reply PAGE = new Reply(200, "Content-Type: text/html\r\n", "<h1>Back soon</h1>");

    final StubHubs server = StubHubs.start();
    final List<BulkResult> results = new ArrayList<>();

    @AfterEach
    void stop() {
        server.close();
    }

    DefaultHubsClient.DefaultBuilder builder() {
        DefaultHubsClient.DefaultBuilder builder = new DefaultHubsClient.DefaultBuilder();
        builder.baseUrl(server.baseUrl()).credentials(CredentialsProvider.of(Credentials.apiKey("the-key")));
        return builder;
    }

    /** A client that tries each call once, so that a test's script is met by one request a hub. */
    HubsClient client() {
        return builder().retryPolicy(RetryPolicy.none()).build();
    }

    HubsClient client(Ticker time) {
        return builder().ticker(time).retryPolicy(RetryPolicy.none()).build();
    }

    static ProvisionHubRequest hub(int number) {
        return ProvisionHubRequest.of("hub-" + number, "SN-" + number, "M-1");
    }

    static List<ProvisionHubRequest> hubs(int count) {
        return IntStream.range(0, count).mapToObj(BulkTestBase::hub).toList();
    }

    BulkReport run(BulkProvisioning.Builder settings, List<ProvisionHubRequest> requests) {
        try (BulkProvisioning bulk = settings.build()) {
            return bulk.run(requests, results::add);
        }
    }

    BulkResult resultAt(long position) {
        return results.stream()
                .filter(result -> result.position() == position)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no result at " + position + " in " + results));
    }

    List<BulkOutcome> outcomes() {
        return results.stream().map(BulkResult::outcome).distinct().toList();
    }
}
