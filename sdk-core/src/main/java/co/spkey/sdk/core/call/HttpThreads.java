package co.spkey.sdk.core.call;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the JDK's client takes answers in: a few daemon threads, made when needed. Only the JDK's own work and the reading
 * of bodies run here, none of which waits for anything, so a few serve any number of calls and cost less than a thread for
 * each event, which is the JDK's default.
 *
 * <p>While few exchanges are under way, and such as neither run a caller's code meanwhile nor rely on the selector for their
 * limit, an answer is taken in on the thread that has read it, the selector: to wake another takes longer than the work
 * itself. The JDK foresees executors that do so, as long as they are no {@code ExecutorService}.
 */
final class HttpThreads implements Executor, ThreadFactory, RejectedExecutionHandler, AutoCloseable {

    /** With more, the one selector would hold up some while it takes in others. */
    static final int FEW = 8;

    private static final int MOST = 4;
    private static final long IDLE_SECONDS = 10;
    private static final long CLOSING_SECONDS = 2;

    /**
     * What takes in an answer and does nothing else, by the beginnings of its class's name. What a JDK names otherwise is
     * handed over.
     */
    private static final List<String> TAKING_IN = List.of(
            "jdk.internal.net.http.common.SequentialScheduler$",
            "java.util.concurrent.CompletableFuture$Uni",
            "jdk.internal.net.http.Http1Response$",
            "jdk.internal.net.http.ResponseSubscribers$",
            "jdk.internal.net.http.SocketTube$InternalWriteSubscriber$");

    private final AtomicInteger number = new AtomicInteger();
    private final AtomicInteger load = new AtomicInteger();
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(MOST, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this, this);
    private final ClassValue<Boolean> takesIn;

    HttpThreads() {
        this(TAKING_IN);
    }

    /**
     * Makes an executor.
     *
     * @param takingIn the beginnings of the names of what may run where it comes up
     */
    HttpThreads(List<String> takingIn) {
        threads.allowCoreThreadTimeOut(true);
        takesIn = new ClassValue<>() {
            @Override
            protected Boolean computeValue(Class<?> work) {
                return takingIn.stream().anyMatch(work.getName()::startsWith);
            }
        };
    }

    /**
     * One exchange. It counts as more than few, so that nothing is taken in where it is read, until its connection has come
     * about: that may look up names, and runs a caller's trust and key managers, or waits for them.
     */
    final class Exchange {

        private int weight = FEW + 1;

        private Exchange() {
            load.addAndGet(weight);
        }

        /** Its connection is there, and its answer may be taken in where it is read. */
        synchronized void answerInPlace() {
            if (weight > 0) {
                weigh(1);
            }
        }

        /** It is over; twice does nothing. */
        synchronized void end() {
            weigh(0);
        }

        private void weigh(int now) {
            load.addAndGet(now - weight);
            weight = now;
        }
    }

    /** An exchange begins, and must be ended. */
    Exchange begin() {
        return new Exchange();
    }

    @Override
    public void execute(Runnable work) {
        int underWay = load.get();
        if (underWay > 0 && underWay <= FEW && takesIn.get(work.getClass())) {
            takeIn(work);
        } else {
            threads.execute(work);
        }
    }

    /** The selector must survive what would only end one of several threads. */
    private void takeIn(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error failure) {
            threads.execute(() -> {
                throw failure;
            });
        }
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "spkey-http-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** After the closing, what the JDK still has to do for idle connections is done where it comes up. */
    @Override
    public void rejectedExecution(Runnable work, ThreadPoolExecutor closed) {
        work.run();
    }

    /** Ends the threads, once what runs on them is done. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
    }
}
