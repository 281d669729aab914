package co.spkey.sdk.hubs.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * What this JVM has used. Allocation is told by the collector, since the JVM's own counters forget threads that have
 * ended: what a collection found, less what the one before had left.
 */
final class Meter {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final AtomicLong allocated = new AtomicLong();
    private final Semaphore forced = new Semaphore(0);
    private long leftBefore;

    Meter() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener(this::collected, null, null);
        }
    }

    private synchronized void collected(Notification notification, Object unused) {
        if (!notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            return;
        }
        GarbageCollectionNotificationInfo told =
                GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
        allocated.addAndGet(heap(told.getGcInfo().getMemoryUsageBeforeGc()) - leftBefore);
        leftBefore = heap(told.getGcInfo().getMemoryUsageAfterGc());
        if (told.getGcCause().equals("System.gc()")) {
            forced.release();
        }
    }

    private static long heap(Map<String, MemoryUsage> pools) {
        return pools.entrySet().stream()
                .filter(pool -> !pool.getKey().startsWith("CodeHeap")
                        && !pool.getKey().startsWith("CodeCache")
                        && !pool.getKey().contains("Metaspace")
                        && !pool.getKey().contains("Class Space"))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }

    /** Bytes allocated by all threads so far; collects the garbage to know. */
    @SuppressWarnings("DoNotCallSuggester")
    long allocatedBytes() throws InterruptedException {
        forced.drainPermits();
        System.gc();
        if (!forced.tryAcquire(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the collector did not report");
        }
        return allocated.get();
    }

    /** Bytes that the last collection has left. */
    synchronized long liveBytes() {
        return leftBefore;
    }

    /** Processor time of all threads so far, the compiler's and the collector's included, in nanoseconds. */
    static long cpuNanos() {
        return SYSTEM.getProcessCpuTime();
    }
}
