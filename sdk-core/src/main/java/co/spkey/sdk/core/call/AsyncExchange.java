package co.spkey.sdk.core.call;

import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Takes in the answer to an asynchronous request, whose future it completes: as the JDK does its own, or before that. */
final class AsyncExchange extends Reception {

    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final @Nullable Executor completing;
    private final boolean sparesJdksCompletion;
    private final Executor ending;
    private ExchangesUnderWay.@Nullable Exchange underWay;
    private volatile @Nullable CompletableFuture<HttpResponse<Body>> sent;
    private volatile boolean ended;

    /**
     * Makes an exchange.
     *
     * @param bodyTimer as for every {@link Reception}
     * @param completing where the answer is handed over once it is whole, before the JDK has said so; null to wait for that
     * @param sparesJdksCompletion whether the JDK's own future is completed at that moment too; whoever watches that one, an
     *     agent for example, may not see its end then
     * @param ending where the JDK is told to end a late exchange: it may wait for a caller's trust manager at that
     */
    AsyncExchange(
            PreparedRequest request,
            long deadline,
            @Nullable Timer bodyTimer,
            @Nullable Executor completing,
            boolean sparesJdksCompletion,
            Executor ending) {
        super(request, deadline, bodyTimer);
        this.completing = completing;
        this.sparesJdksCompletion = sparesJdksCompletion;
        this.ending = ending;
    }

    /** Completes with the answer, or exceptionally with a {@link WireException}; cancelling it ends the exchange. */
    CompletableFuture<Answer> answer() {
        return answer;
    }

    /** The request is on its way. */
    void begun(CompletableFuture<HttpResponse<Body>> jdks, ExchangesUnderWay.Exchange counted) {
        underWay = counted;
        sent = jdks;
        jdks.whenComplete((response, failure) -> {
            if (failure != null) {
                complete(() -> answerDespite(AsyncDriver.unwrapped(failure)));
            } else if (response != null && !answer.isDone()) {
                complete(() -> answer(response));
            }
        });
        answer.whenComplete((come, failure) -> {
            if (failure instanceof CancellationException) {
                end(jdks);
            } else if (!ended) {
                counted.end();
            }
        });
        if (ended) { // Before there was anything to end.
            end(jdks);
        }
    }

    /** Ends it with what has come by now. */
    void end(HttpTimeoutException late) {
        ended = true;
        endGently();
        complete(() -> answerDespite(late));
        CompletableFuture<?> jdks = sent;
        if (jdks != null) {
            try {
                ending.execute(() -> end(jdks));
            } catch (RejectedExecutionException | OutOfMemoryError noThread) {
                end(jdks);
            }
        }
    }

    private void end(CompletableFuture<?> jdks) {
        try {
            // Once the body has begun, its connection may be another's already, which only the body's own end respects.
            if (!endGently()) {
                jdks.cancel(true);
            }
        } finally {
            ExchangesUnderWay.Exchange counted = underWay;
            if (counted != null) {
                counted.end();
            }
        }
    }

    /**
     * The JDK completes its futures in the common pool, which others may fill with what waits. Before JDK 25 it is on one or two
     * processors a new thread for each, several times as dear as the exchange; but not for one that is complete already.
     */
    @Override
    public void accept(Body body) {
        CompletableFuture<?> jdks = sent;
        HttpResponse.ResponseInfo status = info();
        if (completing == null || jdks == null || status == null) {
            return;
        }
        try {
            // Never on this thread: the JDK has yet to end the exchange, and what follows may wait for that.
            completing.execute(() -> complete(() -> answer(status, body)));
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            return; // The JDK completes it.
        }
        if (sparesJdksCompletion) {
            jdks.complete(null);
        }
    }

    @FunctionalInterface
    private interface Outcome {
        Answer get() throws WireException;
    }

    /** Completes it come what may: nobody waits on this thread for an exception. */
    private void complete(Outcome outcome) {
        try {
            answer.complete(outcome.get());
        } catch (WireException | RuntimeException | Error broken) {
            answer.completeExceptionally(broken);
        }
    }
}
