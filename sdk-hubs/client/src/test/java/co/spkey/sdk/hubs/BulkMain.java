package co.spkey.sdk.hubs;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.LongStream;

/**
 * A run in a process of its own, for tests that kill it or give it little memory:
 * {@code BASE_URL COUNT CONCURRENCY [JOURNAL]}. The last line of its output is the report.
 */
final class BulkMain {

    private BulkMain() {}

    static ProvisionHubRequest hub(long number) {
        return ProvisionHubRequest.of("hub-" + number, "SN-" + number, "M-1");
    }

    public static void main(String[] arguments) {
        long count = Long.parseLong(arguments[1]);
        try (HubsClient hubs = HubsClient.builder()
                .baseUrl(URI.create(arguments[0]))
                .credentials(CredentialsProvider.of(Credentials.apiKey("the-key")))
                .build()) {
            BulkProvisioning.Builder settings = hubs.bulk().concurrency(Integer.parseInt(arguments[2]));
            if (arguments.length > 3) {
                settings.journal(Path.of(arguments[3]));
            }
            try (BulkProvisioning bulk = settings.build()) {
                BulkReport report = bulk.run(LongStream.range(0, count).mapToObj(BulkMain::hub), result -> {});
                System.out.println(report);
                System.exit(report.allProvisioned() ? 0 : 1);
            }
        }
    }
}
