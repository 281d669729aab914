package co.spkey.sdk.core.call;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimerTest {

    private final Timer timer = new Timer("timer-under-test", Ticker.SYSTEM);

    @AfterEach
    void stop() {
        timer.close();
    }

    private static long in(Duration time) {
        return System.nanoTime() + time.toNanos();
    }

    @Test
    void runsTasksInTheOrderOfTheirMomentsWhateverTheOrderOfSetting() throws InterruptedException {
        List<String> ran = new CopyOnWriteArrayList<>();
        CountDownLatch last = new CountDownLatch(1);
        timer.at(in(Duration.ofHours(1)), () -> ran.add("never"));
        timer.at(in(Duration.ofSeconds(3)), () -> {
            ran.add("later");
            last.countDown();
        });
        timer.at(in(Duration.ofSeconds(2)), () -> ran.add("soon"));
        timer.at(in(Duration.ofMillis(-50)), () -> ran.add("at once"));

        assertThat(last.await(20, SECONDS)).isTrue();
        assertThat(ran).containsExactly("at once", "soon", "later");
    }

    @Test
    void runsAtOnceWhatIsLongDueWhenItIsIdle() throws InterruptedException {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch longDue = new CountDownLatch(1);
        timer.at(in(Duration.ZERO), first::countDown);
        assertThat(first.await(20, SECONDS)).isTrue();
        await().until(() -> own().anyMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
        timer.at(in(Duration.ofHours(-1)), longDue::countDown);

        assertThat(longDue.await(20, SECONDS)).isTrue();
    }

    /** Otherwise it would never sleep again. */
    @Test
    void forgetsAnInterrupt() {
        timer.at(in(Duration.ofHours(1)), () -> {});
        await().until(() -> own().anyMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
        own().forEach(Thread::interrupt);

        await().until(() -> own().noneMatch(Thread::isInterrupted));
        assertThat(own()).isNotEmpty();
    }

    @Test
    void runsNoTaskBeforeItsMoment() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        long moment = in(Duration.ofMillis(100));
        AtomicInteger early = new AtomicInteger();
        timer.at(moment, () -> {
            early.set(System.nanoTime() - moment < 0 ? 1 : 0);
            done.countDown();
        });

        assertThat(done.await(20, SECONDS)).isTrue();
        assertThat(early).hasValue(0);
    }

    /** Time stands still until one of the tasks is cancelled, however long that takes. */
    @Test
    void doesNotRunWhatWasCancelled() throws InterruptedException {
        AtomicLong now = new AtomicLong();
        AtomicInteger ran = new AtomicInteger();
        CountDownLatch later = new CountDownLatch(1);
        try (Timer held = new Timer("held-timer", ticker(now))) {
            Timer.Task cancelled = held.at(10_000_000, ran::incrementAndGet);
            held.at(20_000_000, later::countDown);
            cancelled.cancel();
            cancelled.cancel();
            now.set(20_000_000);

            assertThat(later.await(20, SECONDS)).isTrue();
            assertThat(ran).hasValue(0);
        }
    }

    private static Ticker ticker(AtomicLong nanos) {
        return new Ticker() {
            @Override
            public long nanoTime() {
                return nanos.get();
            }

            @Override
            public Instant now() {
                return Instant.EPOCH;
            }
        };
    }

    @Test
    void goesOnAfterATaskThatFails() throws InterruptedException {
        CountDownLatch later = new CountDownLatch(1);
        timer.at(in(Duration.ofMillis(1)), () -> {
            throw new IllegalStateException("unforeseen");
        });
        timer.at(in(Duration.ofMillis(2)), () -> {
            throw new AssertionError("unforeseen");
        });
        timer.at(in(Duration.ofMillis(50)), later::countDown);

        assertThat(later.await(20, SECONDS)).isTrue();
    }

    @Test
    void losesNoTaskThatIsSetWhileItWorks() throws InterruptedException {
        int setters = 4;
        int each = 2_000;
        CountDownLatch ran = new CountDownLatch(setters * each);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < setters; i++) {
            Thread thread = new Thread(() -> {
                for (int n = 0; n < each; n++) {
                    timer.at(in(Duration.ofNanos(n * 1_000L)), ran::countDown);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(ran.await(30, SECONDS)).isTrue();
    }

    /** Whoever waits for a lock may use up what wakes a thread. */
    @Test
    void losesNoTaskThatIsSetWhileAnotherWaitsForALock() throws InterruptedException {
        for (int round = 0; round < 8; round++) {
            ReentrantLock lock = new ReentrantLock();
            CountDownLatch ran = new CountDownLatch(1);
            lock.lock();
            try {
                timer.at(in(Duration.ZERO), () -> waitFor(lock));
                await().until(lock::hasQueuedThreads);
                timer.at(in(Duration.ofMillis(20)), ran::countDown);
            } finally {
                lock.unlock();
            }

            assertThat(ran.await(10, SECONDS)).as("round %d", round).isTrue();
        }
    }

    private static void waitFor(ReentrantLock lock) {
        lock.lock();
        try {
            assertThat(lock.isHeldByCurrentThread()).isTrue();
        } finally {
            lock.unlock();
        }
    }

    @Test
    void endsThoughItIsClosedWhileATaskWaitsForALock() throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        Thread closing = new Thread(timer::close);
        lock.lock();
        try {
            timer.at(in(Duration.ZERO), () -> waitFor(lock));
            await().until(lock::hasQueuedThreads);
            closing.start();
            await().until(() -> closing.getState() == Thread.State.WAITING);
        } finally {
            lock.unlock();
        }

        closing.join(10_000);
        assertThat(closing.isAlive()).isFalse();
    }

    @Test
    void runsWhatIsLeftWhenItIsClosedAndEndsItsThread() {
        List<String> ran = new CopyOnWriteArrayList<>();
        timer.at(in(Duration.ofHours(1)), () -> ran.add("left"));
        timer.at(in(Duration.ofHours(1)), () -> ran.add("cancelled")).cancel();
        assertThat(isAlive()).isTrue();

        timer.close();
        assertThat(isAlive()).isFalse();
        assertThat(ran).containsExactly("left");

        timer.at(in(Duration.ofHours(1)), () -> ran.add("late"));
        assertThat(isAlive()).isFalse();
        assertThat(ran).containsExactly("left", "late");
    }

    @Test
    void mayBeClosedByItsOwnTask() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        timer.at(in(Duration.ZERO), () -> {
            timer.close();
            closed.countDown();
        });

        assertThat(closed.await(20, SECONDS)).isTrue();
    }

    private static boolean isAlive() {
        return own().findAny().isPresent();
    }

    private static Stream<Thread> own() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("timer-under-test"));
    }
}
