package co.spkey.sdk.hubs;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads that call: the test's own, or with {@code -Dcallers=virtual} a virtual thread for each blocking call, on JDKs
 * that have them. So the whole suite can be run with virtual callers.
 */
final class Callers {

    private static final boolean VIRTUAL = System.getProperty("callers", "").equals("virtual");

    private static volatile @Nullable Thread latest;

    private Callers() {}

    /** Returns the thread of the latest blocking call. */
    static Thread latest() {
        Thread virtual = latest;
        return virtual == null ? Thread.currentThread() : virtual;
    }

    /** Calls; interrupting the test's thread interrupts the caller's. */
    static <V> V call(Supplier<V> call) {
        return VIRTUAL ? callOnVirtualThread(call) : call.get();
    }

    private static <V> V callOnVirtualThread(Supplier<V> call) {
        AtomicReference<@Nullable V> value = new AtomicReference<>();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread caller = virtualThreads().newThread(() -> {
            try {
                value.set(call.get());
            } catch (RuntimeException | Error thrown) {
                failure.set(thrown);
            }
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        latest = caller;
        caller.start();
        while (caller.isAlive()) {
            try {
                caller.join();
            } catch (InterruptedException passedOn) {
                caller.interrupt();
            }
        }
        if (interrupted.get()) {
            Thread.currentThread().interrupt();
        }
        if (failure.get() instanceof Error error) {
            throw error;
        }
        if (failure.get() instanceof RuntimeException exception) {
            throw exception;
        }
        V result = value.get();
        if (result == null) {
            throw new AssertionError("a call gave null");
        }
        return result;
    }

    /** The tests are compiled for a release without virtual threads, so they are looked up. */
    static ThreadFactory virtualThreads() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            return (ThreadFactory) Class.forName("java.lang.Thread$Builder")
                    .getMethod("factory")
                    .invoke(builder);
        } catch (ReflectiveOperationException none) {
            throw new IllegalStateException("this JDK has no virtual threads: " + Runtime.version(), none);
        }
    }
}
