package co.spkey.sdk.hubs.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** Makes calls for a while, from so many callers or with so many in flight. */
final class Load {

    /** They stay from round to round, as an application's threads do: what libraries keep for each thread is made once. */
    private static final Executor CALLERS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.HOURS, new SynchronousQueue<>(), work -> {
                Thread caller = new Thread(work, "caller");
                caller.setDaemon(true);
                return caller;
            });

    private final Contestant contestant;
    private final int atATime;
    private final LongAdder calls = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final AtomicBoolean over = new AtomicBoolean();
    private final CountDownLatch ended;

    Load(Contestant contestant, int atATime) {
        this.contestant = contestant;
        this.atATime = atATime;
        ended = new CountDownLatch(atATime);
    }

    long calls() {
        return calls.sum();
    }

    long failures() {
        return failures.sum();
    }

    void blocking(long millis) throws InterruptedException {
        for (int i = 0; i < atATime; i++) {
            CALLERS.execute(this::callInTurn);
        }
        end(millis);
    }

    private void callInTurn() {
        while (!over.get()) {
            try {
                contestant.call();
            } catch (Exception failed) {
                failure(failed);
            }
            calls.increment();
        }
        ended.countDown();
    }

    void async(long millis) throws InterruptedException {
        for (int i = 0; i < atATime; i++) {
            callNext();
        }
        end(millis);
    }

    private void callNext() {
        if (over.get()) {
            ended.countDown();
            return;
        }
        contestant.callAsync().whenComplete((answer, failed) -> {
            if (failed != null) {
                failure(failed);
            }
            calls.increment();
            callNext();
        });
    }

    private void end(long millis) throws InterruptedException {
        Thread.sleep(millis);
        over.set(true);
        ended.await();
    }

    private void failure(Throwable failed) {
        failures.increment();
        if (failures.sum() == 1) {
            failed.printStackTrace();
        }
    }
}
