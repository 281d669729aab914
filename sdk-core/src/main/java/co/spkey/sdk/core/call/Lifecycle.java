package co.spkey.sdk.core.call;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Open or closed, how many calls are under way, and who must know when it closes. */
final class Lifecycle {

    private final AtomicBoolean closed = new AtomicBoolean();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Set<Hook> hooks = ConcurrentHashMap.newKeySet();
    private final AtomicInteger active = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();

    /** Something to run once at closing, unless it is removed before. */
    final class Hook {

        private final Runnable action;

        private Hook(Runnable action) {
            this.action = action;
        }

        void remove() {
            hooks.remove(this);
        }

        private void runOnce() {
            if (hooks.remove(this)) {
                action.run();
            }
        }
    }

    /**
     * A call begins.
     *
     * @throws IllegalStateException if this is closed
     */
    void enter() {
        active.incrementAndGet();
        // Looked at after counting: whoever closes in between waits for this call.
        if (closed.get()) {
            exit();
            throw new IllegalStateException(
                    "the client is closed; make one client and keep it as long as calls are made");
        }
    }

    /** Goes on with a call that had begun before; whether this is closed is the caller's to see. */
    void reenter() {
        active.incrementAndGet();
    }

    /** A call is over. */
    void exit() {
        if (active.decrementAndGet() == 0 && closed.get()) {
            lock.lock();
            try {
                idle.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    boolean isClosed() {
        return closed.get();
    }

    /** Runs the action when this closes, or now if it has. */
    Hook onClose(Runnable action) {
        Hook hook = new Hook(action);
        hooks.add(hook);
        if (closed.get()) {
            hook.runOnce();
        }
        return hook;
    }

    /** Waits, but not beyond the closing. */
    void pause(long nanos) throws InterruptedException {
        boolean ended = closing.await(nanos, TimeUnit.NANOSECONDS);
        assert !ended || closed.get();
    }

    /** Closes; false if it was closed before. */
    boolean close() {
        if (!closed.compareAndSet(false, true)) {
            return false;
        }
        closing.countDown();
        hooks.forEach(Hook::runOnce);
        return true;
    }

    /** Waits until no call is under way. An interrupt ends the waiting; the flag stays set. */
    void awaitIdle(long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (active.get() > 0 && left > 0) {
                left = idle.awaitNanos(left);
            }
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
