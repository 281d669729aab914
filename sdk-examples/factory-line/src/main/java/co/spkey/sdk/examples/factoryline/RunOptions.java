package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.hubs.BulkProvisioning;
import co.spkey.sdk.hubs.HubsClient;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a run is to go. */
final class RunOptions {

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description =
                    "Keep a journal there, or go on with it: hubs that it knows to be provisioned aren't sent again.")
    private @Nullable Path journal;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "Hubs in flight at most, 1 to 1024; ${DEFAULT-VALUE} unless set.")
    private int concurrency = BulkProvisioning.Builder.DEFAULT_CONCURRENCY;

    @Option(
            names = "--max-per-second",
            paramLabel = "N",
            description = "Hubs begun a second at most, such as 0.5 or 20.")
    private @Nullable Double maxPerSecond;

    @Option(
            names = "--give-up-after",
            paramLabel = "SECONDS",
            description = "How long to wait for a backend that is down; ${DEFAULT-VALUE} unless set.")
    private long giveUpAfter = 600;

    @Option(
            names = "--no-verify",
            description = "Don't compare hubs that were provisioned before with what is stored of them.")
    private boolean noVerify;

    @Option(names = "--dry-run", description = "Find bad lines and duplicates; send nothing, and need no environment.")
    private boolean dryRun;

    @Option(
            names = "--failures",
            paramLabel = "FILE.csv",
            description = "Write the lines that failed there, as a manifest that can be provisioned in its turn.")
    private @Nullable Path failures;

    @Option(names = "--report", paramLabel = "FILE.json", description = "Write there what the run did, for programs.")
    private @Nullable Path report;

    /**
     * Makes a run.
     *
     * @throws CannotStartException if an option has a value that can't work
     */
    BulkProvisioning bulk(HubsClient hubs) {
        try {
            BulkProvisioning.Builder bulk = hubs.bulk()
                    .concurrency(concurrency)
                    .giveUpAfter(Duration.ofSeconds(giveUpAfter))
                    .verify(!noVerify);
            if (maxPerSecond != null) {
                bulk.maxPerSecond(maxPerSecond);
            }
            return journal == null ? bulk.build() : bulk.journal(journal).build();
        } catch (IllegalArgumentException refused) {
            throw new CannotStartException(String.valueOf(refused.getMessage()));
        }
    }

    @Nullable
    Path journal() {
        return journal;
    }

    boolean verify() {
        return !noVerify;
    }

    boolean dryRun() {
        return dryRun;
    }

    @Nullable
    Path failures() {
        return failures;
    }

    @Nullable
    Path report() {
        return report;
    }
}
