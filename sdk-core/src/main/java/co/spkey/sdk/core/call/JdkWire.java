package co.spkey.sdk.core.call;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wire on {@code java.net.http}. */
final class JdkWire implements Wire {

    private static final Logger LOG = LoggerFactory.getLogger(JdkWire.class);

    /** The most that is read of a body; real ones are below 1 KiB. */
    static final int LARGEST_BODY = 1024 * 1024;

    private volatile @Nullable HttpClient client;
    private final @Nullable HttpThreads threads;
    private final SharedHeaders headers = new SharedHeaders();
    private final Executor executor;
    private final Timer timer;
    private final Ticker ticker;

    /** Asynchronous ones: nobody waits for them, so after the closing nobody would end them. */
    private final Set<Exchange> underWay = ConcurrentHashMap.newKeySet();

    /**
     * Makes a wire.
     *
     * @param threads where the client takes answers in, if it was made for this wire and ends with it; null for a client
     *     of the caller's
     * @param executor where answers to asynchronous requests are handed over
     * @throws IllegalArgumentException if the client follows redirects
     */
    JdkWire(HttpClient client, @Nullable HttpThreads threads, Executor executor, Timer timer, Ticker ticker) {
        if (client.followRedirects() != Redirect.NEVER) {
            throw new IllegalArgumentException("the HttpClient follows redirects (" + client.followRedirects()
                    + ") and would carry the credentials to another origin; build it with followRedirects(NEVER)");
        }
        this.client = client;
        this.threads = threads;
        this.executor = executor;
        this.timer = timer;
        this.ticker = ticker;
    }

    @Override
    public Answer send(WireRequest request, Duration limit) throws WireException, InterruptedException {
        Exchange exchange = new Exchange(Runnable::run);
        begin(exchange, request);
        try {
            return exchange.result().get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            exchange.timeOut();
            return ended(exchange);
        } catch (InterruptedException interrupt) {
            exchange.abort();
            throw interrupt;
        } catch (ExecutionException failed) {
            return ended(exchange);
        }
    }

    /** What it ended with, as {@link #send} gives it. */
    private static Answer ended(Exchange exchange) throws WireException {
        try {
            return exchange.result().join();
        } catch (CompletionException failed) {
            Throwable cause = failed.getCause();
            if (cause instanceof WireException broken) {
                throw broken;
            }
            throw new WireException(WireException.Kind.BROKEN, cause == null ? failed : cause);
        }
    }

    @Override
    public CompletableFuture<Answer> sendAsync(WireRequest request, Duration limit) {
        Exchange exchange = new Exchange(executor);
        CompletableFuture<Answer> result = exchange.result();
        underWay.add(exchange);
        Timer.Task end = timer.at(ticker.nanoTime() + limit.toNanos(), exchange::timeOut);
        result.whenComplete((answer, failure) -> {
            end.cancel();
            underWay.remove(exchange);
            if (failure instanceof CancellationException) {
                exchange.abort();
            }
        });
        begin(exchange, request);
        return result;
    }

    private void begin(Exchange exchange, WireRequest request) {
        try {
            exchange.begin(client(), new PreparedRequest(request, headers.of(request)));
        } catch (RuntimeException broken) {
            // A client of the caller's whose executor has been shut down, for example.
            exchange.fail(broken);
        }
    }

    private HttpClient client() {
        HttpClient open = client;
        if (open == null) {
            throw new IllegalStateException("the client is closed");
        }
        return open;
    }

    /**
     * From 21 on the client is closed, which waits for exchanges under way; on 17 it ends once nothing refers to it, so
     * this lets go of it.
     */
    @Override
    public void close() {
        underWay.forEach(Exchange::timeOut);
        HttpClient open = client;
        if (threads == null) {
            return;
        }
        client = null;
        if (open instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception unforeseen) {
                LOG.warn("The HTTP client could not be closed", unforeseen);
            }
        }
        threads.close();
    }
}
