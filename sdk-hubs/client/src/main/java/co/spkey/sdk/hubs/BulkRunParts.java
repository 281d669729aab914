package co.spkey.sdk.hubs;

import co.spkey.sdk.core.call.Ticker;
import co.spkey.sdk.hubs.journal.KnownHubs;
import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a run works with. */
record BulkRunParts(
        BulkSettings settings,
        Ticker ticker,
        BulkCalls calls,
        BulkBook book,
        KnownHubs known,
        Supplier<Iterator<ProvisionHubRequest>> source,
        Consumer<? super BulkResult> consumer,
        BlockingQueue<BulkEvent> inbox,
        BooleanSupplier closing) {}
