package co.spkey.sdk.core.credentials;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time that stands still until a test moves it on; chance gives nothing, or all, of what it is asked to share. */
final class ManualTokenClock implements TokenClock {

    private static final Instant ORIGIN = Instant.parse("2026-11-24T22:00:00Z");

    private final List<Task> tasks = new ArrayList<>();
    // Close to the overflow, since nanoseconds may start anywhere.
    private long now = Long.MAX_VALUE - 1_000_000_000L;
    private Duration passed = Duration.ZERO;
    private volatile boolean generous;
    private volatile boolean threadless;

    private record Task(long moment, Runnable action) {}

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized Instant now() {
        return ORIGIN.plus(passed);
    }

    @Override
    public synchronized Runnable after(Duration delay, Runnable action) {
        if (threadless) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        Task task = new Task(now + delay.toNanos(), action);
        tasks.add(task);
        return () -> remove(task);
    }

    private synchronized boolean remove(Task task) {
        return tasks.remove(task);
    }

    /** Makes it behave as a machine does that has no more threads, or has them again. */
    void threadless(boolean without) {
        threadless = without;
    }

    /** Makes chance give all that it is asked to share. */
    void generous() {
        generous = true;
    }

    @Override
    public Duration partOf(Duration whole) {
        return generous ? whole : Duration.ZERO;
    }

    void advance(Duration by) {
        List<Task> due;
        synchronized (this) {
            now += by.toNanos();
            passed = passed.plus(by);
            due = tasks.stream().filter(task -> task.moment() - now <= 0).toList();
        }
        due.stream().filter(this::remove).forEach(task -> task.action().run());
    }

    /** How long until the next action. */
    synchronized Duration earliest() {
        return Duration.ofNanos(
                tasks.stream().mapToLong(task -> task.moment() - now).min().orElse(Long.MAX_VALUE));
    }

    /** How many actions wait for their moment. */
    synchronized int scheduled() {
        return tasks.size();
    }

    @Override
    public synchronized void close() {
        tasks.clear();
    }
}
