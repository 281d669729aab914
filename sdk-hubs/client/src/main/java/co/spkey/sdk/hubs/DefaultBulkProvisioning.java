package co.spkey.sdk.hubs;

import co.spkey.sdk.core.CallOptions;
import co.spkey.sdk.core.call.CallEngine;
import co.spkey.sdk.hubs.journal.Journal;
import co.spkey.sdk.hubs.journal.JournalProblem;
import co.spkey.sdk.hubs.journal.KnownHubs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One run: its beginning and its closing; what lies between is {@link BulkRun}. */
final class DefaultBulkProvisioning implements BulkProvisioning {

    private final CallEngine engine;
    private final BulkSettings settings;
    private final BlockingQueue<BulkEvent> inbox = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean closing;
    private volatile @Nullable BulkCalls calls;

    private DefaultBulkProvisioning(CallEngine engine, BulkSettings settings) {
        this.engine = engine;
        this.settings = settings;
    }

    @Override
    public BulkReport run(Iterable<ProvisionHubRequest> requests, Consumer<? super BulkResult> consumer) {
        Objects.requireNonNull(requests, "requests");
        return begin(requests::iterator, consumer);
    }

    @Override
    public BulkReport run(Stream<ProvisionHubRequest> requests, Consumer<? super BulkResult> consumer) {
        Objects.requireNonNull(requests, "requests");
        return begin(requests::iterator, consumer);
    }

    private BulkReport begin(Supplier<Iterator<ProvisionHubRequest>> source, Consumer<? super BulkResult> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        if (!runner.compareAndSet(null, Thread.currentThread())) {
            throw new IllegalStateException("this run has been begun before; make another one with bulk()");
        }
        KnownHubs known = new KnownHubs();
        try (BulkBook book = new BulkBook(open(known), engine.ticker().nanoTime());
                BulkCalls begun = new BulkCalls(engine, settings, inbox::add)) {
            calls = begun;
            return new BulkRun(new BulkRunParts(
                            settings, engine.ticker(), begun, book, known, source, consumer, inbox, () -> closing))
                    .run();
        } finally {
            over.countDown();
        }
    }

    private @Nullable Journal open(KnownHubs known) {
        Path path = settings.journal();
        try {
            return path == null ? null : Journal.open(path, engine.address(), known);
        } catch (JournalProblem problem) {
            throw new BulkJournalException(String.valueOf(problem.getMessage()), problem);
        }
    }

    @Override
    public void close() {
        closing = true;
        inbox.add(new BulkEvent.Wake());
        Thread running = runner.get();
        BulkCalls own = calls;
        if (running == null || running == Thread.currentThread() || (own != null && own.isOwnThread())) {
            return; // The run can't end before this thread goes on.
        }
        try {
            over.await();
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
    }

    /** Collects the settings of a run. */
    static final class DefaultBuilder implements Builder {

        private static final int MOST_CONCURRENCY = 1024;
        private static final Duration LONGEST = Duration.ofDays(1);

        private final CallEngine engine;
        private int concurrency = DEFAULT_CONCURRENCY;
        private double maxPerSecond = Double.POSITIVE_INFINITY;
        private @Nullable Path journal;
        private boolean dedupe = true;
        private boolean verify = true;
        private Duration giveUpAfter = Duration.ofMinutes(10);
        private CallOptions options = CallOptions.none();

        DefaultBuilder(CallEngine engine) {
            this.engine = engine;
        }

        @Override
        public Builder concurrency(int hubs) {
            if (hubs < 1 || hubs > MOST_CONCURRENCY) {
                throw new IllegalArgumentException("concurrency must be 1 to " + MOST_CONCURRENCY + ": " + hubs);
            }
            concurrency = hubs;
            return this;
        }

        @Override
        public Builder maxPerSecond(double hubs) {
            // Slower than one in a day is as good as never, and would overflow.
            if (Double.isNaN(hubs) || hubs < 1.0 / LONGEST.toSeconds()) {
                throw new IllegalArgumentException("maxPerSecond must be at least one in a day: " + hubs);
            }
            maxPerSecond = hubs;
            return this;
        }

        @Override
        public Builder journal(Path file) {
            journal = Objects.requireNonNull(file, "journal");
            return this;
        }

        @Override
        public Builder dedupe(boolean wanted) {
            dedupe = wanted;
            return this;
        }

        @Override
        public Builder verify(boolean wanted) {
            verify = wanted;
            return this;
        }

        @Override
        public Builder giveUpAfter(Duration limit) {
            Objects.requireNonNull(limit, "giveUpAfter");
            if (limit.isZero() || limit.isNegative() || limit.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "giveUpAfter must be more than zero and at most " + LONGEST + ": " + limit);
            }
            giveUpAfter = limit;
            return this;
        }

        @Override
        public Builder options(CallOptions value) {
            options = Objects.requireNonNull(value, "options");
            return this;
        }

        @Override
        public BulkProvisioning build() {
            return new DefaultBulkProvisioning(
                    engine, new BulkSettings(concurrency, maxPerSecond, journal, dedupe, verify, giveUpAfter, options));
        }
    }
}
