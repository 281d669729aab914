package co.spkey.sdk.core.call;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Where the JDK's client does its work: a few daemon threads, made when needed. That work and the reading of bodies hardly
 * ever wait for anything, so a few serve any number of calls and cost less than a thread for each event, which is the JDK's
 * default. Asynchronous exchanges begin on others, since to look a name up may take seconds.
 *
 * <p>While few exchanges are under way, and such as neither run a caller's code meanwhile nor rely on the selector for their
 * limit, an answer is taken in on the thread that has read it, the selector: to wake another takes longer than the work
 * itself. The JDK foresees executors that do so, as long as they are no {@code ExecutorService}.
 */
final class HttpThreads implements Executor, RejectedExecutionHandler, AutoCloseable {

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

    /** Whose exchange the current thread is about to send off. */
    private static final ThreadLocal<HttpThreads> SENDING = new ThreadLocal<>();

    private final ExchangesUnderWay exchanges;
    private final ThreadPoolExecutor answers;
    private final ThreadPoolExecutor beginnings;
    private final ClassValue<Boolean> takesIn;

    HttpThreads(ExchangesUnderWay exchanges) {
        this(exchanges, TAKING_IN, new Daemons());
    }

    /**
     * Makes an executor.
     *
     * @param takingIn the beginnings of the names of what may run where it comes up
     */
    HttpThreads(ExchangesUnderWay exchanges, List<String> takingIn, ThreadFactory factory) {
        this.exchanges = exchanges;
        answers = pool(factory);
        beginnings = pool(factory);
        takesIn = new ClassValue<>() {
            @Override
            protected Boolean computeValue(Class<?> work) {
                return takingIn.stream().anyMatch(work.getName()::startsWith);
            }
        };
    }

    private ThreadPoolExecutor pool(ThreadFactory factory) {
        ThreadPoolExecutor made = new ThreadPoolExecutor(
                MOST, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory, this);
        made.allowCoreThreadTimeOut(true);
        return made;
    }

    /** Sends an asynchronous request off. What the JDK hands over first then begins the exchange. */
    <T> T send(Supplier<T> request) {
        SENDING.set(this);
        try {
            return request.get();
        } finally {
            SENDING.remove();
        }
    }

    @Override
    public void execute(Runnable work) {
        if (SENDING.get() == this) {
            SENDING.remove();
            handOver(beginnings, work);
        } else if (exchanges.areFew() && takesIn.get(work.getClass())) {
            takeIn(work);
        } else {
            handOver(answers, work);
        }
    }

    /** Where no thread can be had, better here: not every hand-over of the JDK's survives a failure, the selector above all. */
    private static void handOver(ThreadPoolExecutor threads, Runnable work) {
        try {
            threads.execute(work);
        } catch (OutOfMemoryError noThread) {
            threads.remove(work); // It may have been queued before that.
            work.run();
        }
    }

    /** The selector must survive what would only end one of several threads. */
    private void takeIn(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error failure) {
            try {
                answers.execute(() -> {
                    throw failure;
                });
            } catch (OutOfMemoryError noThread) {
                // The thread that reads goes on; who waits for this answer has a limit.
            }
        }
    }

    private static final class Daemons implements ThreadFactory {

        private final AtomicInteger number = new AtomicInteger();

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(null, work, "spkey-http-" + number.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(Thread.currentThread().getContextClassLoader()); // Newer JDKs take it away.
            return thread;
        }
    }

    /** After the closing, what the JDK still has to do for idle connections is done where it comes up. */
    @Override
    public void rejectedExecution(Runnable work, ThreadPoolExecutor closed) {
        work.run();
    }

    /** Ends the threads, once what runs on them is done; waits a while for that. */
    @Override
    public void close() {
        beginnings.shutdown();
        answers.shutdown();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSING_SECONDS);
        try {
            answers.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
            beginnings.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
    }
}
