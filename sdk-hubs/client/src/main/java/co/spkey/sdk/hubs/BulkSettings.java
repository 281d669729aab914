package co.spkey.sdk.hubs;

import co.spkey.sdk.core.CallOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a run is to go. */
record BulkSettings(
        int concurrency,
        double maxPerSecond,
        @Nullable Path journal,
        boolean dedupe,
        boolean verify,
        Duration giveUpAfter,
        CallOptions options) {}
