package co.spkey.sdk.core.call;

import co.spkey.sdk.core.rules.HttpClientClosing;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/** The wire on {@code java.net.http}. */
final class JdkWire implements Wire {

    /** The most that is read of a body; real ones are below 1 KiB. */
    static final int LARGEST_BODY = 1024 * 1024;

    private static final boolean THREAD_FOR_EACH_COMPLETION =
            Runtime.version().feature() < 25 && ForkJoinPool.getCommonPoolParallelism() <= 1;

    /** Whether the JDK itself repeats a command whose connection breaks, and looks the name up again for that. */
    private static final boolean REPEATS_COMMANDS =
            !System.getProperty("jdk.httpclient.enableAllMethodRetry", "false").equals("false");

    /** Whether the JDK leaves a caller's Authorization out where the client has an Authenticator (JDK-8326949). */
    private static final boolean AUTHENTICATOR_REPLACES_AUTHORIZATION =
            Runtime.version().feature() < 24;

    /** Another class may be somebody's who waits for the JDK's future: to measure it, or to send again. */
    private static final String JDKS_CLIENT = "jdk.internal.net.http.HttpClientFacade";

    /** Cancelling it ends the exchange; what an agent returns instead may not tell the JDK. */
    private static final String JDKS_FUTURE = "jdk.internal.net.http.common.MinimalFuture";

    /**
     * The JDK reports its own time-outs on the client's executor and the common pool. Where those are stuck or shut down,
     * an attempt ends this long after its limit all the same.
     */
    private static final Duration GRACE = Duration.ofMillis(500);

    private volatile @Nullable HttpClient client;
    private final @Nullable HttpThreads threads;
    private final ExchangesUnderWay exchanges;
    private final boolean completesItself;
    private final boolean answersInPlace;
    private final boolean mayLeaveOutAuthorization;
    private final SharedHeaders headers = new SharedHeaders();
    private final Executor executor;
    private final Executor ending;
    private final Timer timer;
    private final Ticker ticker;

    /** Whether the JDK's own futures have come back, by which an exchange can be ended, and whether others have. */
    private volatile boolean returnsJdksFutures;

    private volatile boolean returnsOthers;

    /**
     * Makes a wire.
     *
     * @param threads where the client does its work, if it was made for this wire and ends with it; null for a client of
     *     the caller's
     * @param exchanges what those threads know of the exchanges under way
     * @param executor where answers to asynchronous requests are handed over
     * @throws IllegalArgumentException if the client follows redirects
     */
    JdkWire(
            HttpClient client,
            @Nullable HttpThreads threads,
            ExchangesUnderWay exchanges,
            Executor executor,
            Timer timer,
            Ticker ticker) {
        if (client.followRedirects() != Redirect.NEVER) {
            throw new IllegalArgumentException("the HttpClient follows redirects (" + client.followRedirects()
                    + ") and would carry the credentials to another origin; build it with followRedirects(NEVER)");
        }
        this.client = client;
        this.threads = threads;
        this.exchanges = exchanges;
        // Over HTTP/2 one connection has the answers of many; the other two are a caller's code, which sees each
        // answer.
        answersInPlace = threads != null
                && !REPEATS_COMMANDS
                && client.version() == HttpClient.Version.HTTP_1_1
                && client.authenticator().isEmpty()
                && client.cookieHandler().isEmpty();
        mayLeaveOutAuthorization =
                AUTHENTICATOR_REPLACES_AUTHORIZATION && client.authenticator().isPresent();
        completesItself = client.getClass().getName().equals(JDKS_CLIENT);
        this.executor = executor;
        ending = threads == null ? executor : threads;
        this.timer = timer;
        this.ticker = ticker;
    }

    @Override
    public Answer send(WireRequest request, Duration limit) throws WireException, InterruptedException {
        if (Thread.currentThread() instanceof ForkJoinWorkerThread) {
            return await(sendAsync(request, limit));
        }
        // The JDK's own limit wakes its selector at each request, which over HTTP/2 costs a quarter of the calls.
        // A client of the caller's may be anything, so it's told the limit; so is ours where no body shows whether
        // there is a connection.
        boolean freedInTime = threads != null && request.hasBody();
        long deadline = deadline(limit);
        ExchangesUnderWay.Exchange exchange = exchanges.begin();
        try {
            // Not where the selector ends a late exchange, nor where the JDK repeats a request by itself.
            ExchangesUnderWay.Exchange inPlace = freedInTime && answersInPlace ? exchange : null;
            PreparedRequest http = prepared(request, freedInTime ? null : limit, inPlace);
            return freedInTime
                    ? send(http, deadline, new Reception(http, deadline, null))
                    : send(http, deadline + GRACE.toNanos(), new Reception(http, deadline, timer));
        } finally {
            exchange.end();
        }
    }

    private Answer send(PreparedRequest request, long late, Reception reception)
            throws WireException, InterruptedException {
        try {
            return Reception.answer(sendUntil(late, request, reception));
        } catch (IOException | RuntimeException broken) {
            return reception.answerDespite(broken);
        }
    }

    /** For threads that run other tasks while they wait: an interrupt that is to free them would be those tasks'. */
    private static Answer await(CompletableFuture<Answer> answer) throws WireException, InterruptedException {
        try {
            return answer.get();
        } catch (InterruptedException interrupt) {
            answer.cancel(true);
            throw interrupt;
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            if (cause instanceof WireException broken) {
                throw broken;
            }
            throw new WireException(WireException.Kind.BROKEN, cause == null ? failed : cause);
        }
    }

    private HttpResponse<Body> sendUntil(long late, PreparedRequest request, Reception reception)
            throws IOException, InterruptedException {
        Rescue rescue = new Rescue(timer, late, GRACE, reception);
        try {
            return client().send(request, reception);
        } catch (InterruptedException interrupt) {
            if (rescue.end()) {
                throw late(request);
            }
            throw interrupt;
        } catch (IOException | RuntimeException broken) {
            if (rescue.end()) {
                throw late(request);
            }
            throw broken;
        } finally {
            rescue.end();
        }
    }

    /** What a client of the caller's has sent can't be known. */
    private HttpTimeoutException late(PreparedRequest request) {
        return threads == null ? new HttpTimeoutException("request timed out") : request.late();
    }

    @Override
    public CompletableFuture<Answer> sendAsync(WireRequest request, Duration limit) {
        boolean endedInTime = threads != null && request.hasBody() && returnsJdksFutures && !returnsOthers;
        PreparedRequest http = prepared(request, endedInTime ? null : limit, null);
        AsyncExchange exchange = new AsyncExchange(
                http,
                deadline(limit),
                endedInTime ? null : timer,
                completesItself ? executor : null,
                THREAD_FOR_EACH_COMPLETION,
                ending);
        CompletableFuture<Answer> answer = exchange.answer();
        long late = endedInTime ? exchange.deadline() : exchange.deadline() + GRACE.toNanos();
        Timer.Task guard = timer.at(late, () -> exchange.end(late(http)));
        answer.whenComplete((come, failure) -> guard.cancel());
        if (!answer.isDone()) { // As it is after the closing.
            begin(http, exchange);
        }
        return answer;
    }

    private void begin(PreparedRequest request, AsyncExchange exchange) {
        ExchangesUnderWay.Exchange underWay = exchanges.begin();
        CompletableFuture<HttpResponse<Body>> sent;
        try {
            HttpClient open = client();
            sent = threads == null
                    ? open.sendAsync(request, exchange)
                    : threads.send(() -> open.sendAsync(request, exchange));
            if (sent.getClass().getName().equals(JDKS_FUTURE)) {
                returnsJdksFutures = true;
            } else {
                returnsOthers = true;
            }
        } catch (RuntimeException broken) {
            // A client of the caller's whose executor has been shut down, for example.
            sent = CompletableFuture.failedFuture(broken);
        } catch (Error broken) {
            underWay.end();
            throw broken;
        }
        exchange.begun(sent, underWay);
    }

    @Override
    public boolean mayLeaveOutAuthorization() {
        return mayLeaveOutAuthorization;
    }

    private long deadline(Duration limit) {
        return ticker.nanoTime() + limit.toNanos();
    }

    private PreparedRequest prepared(
            WireRequest request, @Nullable Duration limit, ExchangesUnderWay.@Nullable Exchange inPlace) {
        return new PreparedRequest(request, headers.of(request), limit, inPlace);
    }

    private HttpClient client() {
        HttpClient open = client;
        if (open == null) {
            throw new IllegalStateException("the client is closed");
        }
        return open;
    }

    @Override
    public void close() {
        HttpClient open = client;
        if (threads == null) {
            return;
        }
        client = null;
        try {
            if (open != null) {
                HttpClientClosing.close(open);
            }
        } finally {
            threads.close();
        }
    }
}
