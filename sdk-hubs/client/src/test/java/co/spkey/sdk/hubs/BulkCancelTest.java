package co.spkey.sdk.hubs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import co.spkey.sdk.core.observe.CallEnded;
import co.spkey.sdk.hubs.StubHubs.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Ending a run from outside, and what the log says of runs. */
@SuppressWarnings("try") // Closing in the middle is what is tested.
class BulkCancelTest extends BulkTestBase {

    @TempDir
    private Path folder;

    private final CountDownLatch letGo = new CountDownLatch(1);

    /** From the 21st request on, answers wait for the test. */
    private @Nullable Reply late(StubHubs.Request request) {
        if (request.number() > 20) {
            StubHubs.await(letGo);
        }
        return null;
    }

    private static <V> FutureTask<V> started(Callable<V> work, Thread[] thread) {
        FutureTask<V> task = new FutureTask<>(work);
        thread[0] = new Thread(task, "test-run");
        thread[0].start();
        return task;
    }

    private BulkReport resumed(Path journal) {
        results.clear();
        try (HubsClient hubs = client()) {
            return run(hubs.bulk().journal(journal), hubs(100));
        }
    }

    @Test
    void closingFinishesWhatIsInFlightAndJournalsIt() throws Exception {
        server.script(this::late);
        Path journal = folder.resolve("closed.journal");
        Thread[] thread = new Thread[1];
        try (HubsClient hubs = client();
                BulkProvisioning bulk =
                        hubs.bulk().journal(journal).concurrency(8).build()) {
            FutureTask<BulkReport> run = started(() -> bulk.run(hubs(100), results::add), thread);
            await().until(() -> server.requests() == 28);
            Thread[] closer = new Thread[1];
            FutureTask<Boolean> closing = started(
                    () -> {
                        bulk.close();
                        return run.isDone() || !thread[0].isAlive() || results.size() == 28;
                    },
                    closer);
            await().until(() -> closer[0].getState() == Thread.State.WAITING);
            letGo.countDown();

            assertThat(closing.get()).as("close() waited for the run").isTrue();
            BulkReport report = run.get();
            assertThat(report.end()).isEqualTo(BulkEnd.CANCELLED);
            assertThat(report.cause()).isNull();
            assertThat(report.count(BulkOutcome.PROVISIONED)).isEqualTo(28);
            assertThat(report.unfinished()).isZero();
        }
        assertThat(server.requests()).isEqualTo(28);
        assertThat(resumed(journal).count(BulkOutcome.PROVISIONED_IN_EARLIER_RUN))
                .isEqualTo(28);
    }

    @Test
    void interruptingDoesTheSameAndSetsTheFlagAgain() throws Exception {
        server.script(this::late);
        Path journal = folder.resolve("interrupted.journal");
        Thread[] thread = new Thread[1];
        boolean[] flag = new boolean[1];
        try (HubsClient hubs = client();
                BulkProvisioning bulk =
                        hubs.bulk().journal(journal).concurrency(8).build()) {
            FutureTask<BulkReport> run = started(
                    () -> {
                        BulkReport report = bulk.run(hubs(100), results::add);
                        flag[0] = Thread.currentThread().isInterrupted();
                        return report;
                    },
                    thread);
            await().until(() -> server.requests() == 28);
            thread[0].interrupt();
            letGo.countDown();

            BulkReport report = run.get();
            assertThat(report.end()).isEqualTo(BulkEnd.CANCELLED);
            assertThat(report.count(BulkOutcome.PROVISIONED)).isEqualTo(28);
            assertThat(flag[0]).isTrue();
        }
        assertThat(resumed(journal).count(BulkOutcome.PROVISIONED_IN_EARLIER_RUN))
                .isEqualTo(28);
    }

    @Test
    void aThreadThatWasInterruptedBeforeRunsNothingButHarmsNoJournal() {
        Path journal = folder.resolve("untouched.journal");
        try (HubsClient hubs = client()) {
            Thread.currentThread().interrupt();
            BulkReport report = run(hubs.bulk().journal(journal), hubs(100));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(report.end()).isEqualTo(BulkEnd.CANCELLED);
            assertThat(report.total()).isZero();
        }
        assertThat(resumed(journal).count(BulkOutcome.PROVISIONED)).isEqualTo(100);
    }

    @Test
    void aConsumerMayCloseTheRun() {
        try (HubsClient hubs = client();
                BulkProvisioning bulk = hubs.bulk().concurrency(2).build()) {
            BulkReport report = bulk.run(hubs(100), result -> {
                results.add(result);
                if (results.size() == 10) {
                    bulk.close();
                }
            });
            assertThat(report.end()).isEqualTo(BulkEnd.CANCELLED);
            assertThat(report.total()).isBetween(10L, 12L).isEqualTo(results.size());
        }
    }

    @Test
    void aListenerMayCloseTheRun() {
        AtomicReference<BulkProvisioning> run = new AtomicReference<>();
        try (HubsClient hubs = builder()
                .listener(event -> {
                    if (event instanceof CallEnded) {
                        Objects.requireNonNull(run.get()).close();
                    }
                })
                .build()) {
            run.set(hubs.bulk().concurrency(2).build());
            BulkReport report = Objects.requireNonNull(run.get()).run(hubs(100), results::add);

            assertThat(report.end()).isEqualTo(BulkEnd.CANCELLED);
            assertThat(report.total()).isBetween(1L, 10L).isEqualTo(results.size());
        }
    }

    @Test
    void closingEndsTheWaitingInAnOutage() throws Exception {
        server.goAway();
        Thread[] thread = new Thread[1];
        try (HubsClient hubs = client();
                BulkProvisioning bulk = hubs.bulk().build()) {
            FutureTask<BulkReport> run = started(() -> bulk.run(hubs(100), results::add), thread);
            await().until(() -> thread[0].getState() == Thread.State.TIMED_WAITING);
            bulk.close();

            BulkReport report = run.get();
            assertThat(report.end()).isEqualTo(BulkEnd.CANCELLED);
            assertThat(report.failed()).isZero();
            assertThat(report.elapsed()).isLessThan(Duration.ofSeconds(60));
        }
    }

    @Test
    void closingTheClientEndsTheWaitingToo() throws Exception {
        server.script(request -> Reply.of(429).with("Retry-After: 45"));
        Thread[] thread = new Thread[1];
        try (HubsClient hubs = client();
                BulkProvisioning bulk = hubs.bulk().concurrency(1).build()) {
            FutureTask<BulkReport> run = started(() -> bulk.run(hubs(100), results::add), thread);
            await().until(() -> server.requests() == 1);
            hubs.close();

            BulkReport report = run.get(20, SECONDS);
            assertThat(report.end()).isEqualTo(BulkEnd.CANCELLED);
            assertThat(report.cause()).hasMessageContaining("the client is closed");
        }
    }

    @Test
    void aRunThatWasClosedBeforeItBeganDoesNothing() {
        try (HubsClient hubs = client()) {
            BulkProvisioning bulk = hubs.bulk().build();
            bulk.close();
            bulk.close();
            BulkReport report = bulk.run(hubs(10), results::add);

            assertThat(report.end()).isEqualTo(BulkEnd.CANCELLED);
            assertThat(report.total()).isZero();
        }
        assertThat(server.requests()).isZero();
    }

    @Test
    void closingTheClientEndsTheRun() {
        try (HubsClient hubs = client();
                BulkProvisioning bulk = hubs.bulk().concurrency(1).build()) {
            BulkReport report = bulk.run(hubs(10), result -> {
                results.add(result);
                hubs.close();
            });
            assertThat(report.end()).isEqualTo(BulkEnd.CANCELLED);
            assertThat(report.cause()).hasMessageContaining("the client is closed");
        }
        assertThat(results).hasSize(1);
    }

    @Test
    void aRunLogsOneWarningHoweverManyHubsFail() {
        server.script(request -> Reply.of(400));
        Logger log = (Logger) LoggerFactory.getLogger("co.spkey.sdk");
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        log.addAppender(appender);
        try (HubsClient hubs = client()) {
            run(hubs.bulk(), hubs(50));
        } finally {
            log.detachAppender(appender);
        }
        List<ILoggingEvent> warnings = appender.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .toList();
        assertThat(warnings)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .contains("COMPLETED: 50 results")
                        .contains("BadRequestException=50"));
    }
}
