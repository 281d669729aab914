package co.spkey.sdk.core.call;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpThreadsTest {

    private final ExchangesUnderWay exchanges = new ExchangesUnderWay();
    private final HttpThreads threads = new HttpThreads(exchanges);

    @AfterEach
    void stop() {
        threads.close();
    }

    /** Where a step of the JDK's runs that takes an answer in, as the JDK's client makes them. */
    private Thread whereAnAnswerIsTakenIn() throws Exception {
        return CompletableFuture.completedFuture("")
                .thenApplyAsync(unused -> Thread.currentThread(), threads)
                .get(20, SECONDS);
    }

    private boolean isTakenInHere() throws Exception {
        Thread there = whereAnAnswerIsTakenIn();
        boolean here = there == Thread.currentThread();
        assertThat(here || there.getName().startsWith("spkey-http-")).isTrue();
        return here;
    }

    private ExchangesUnderWay.Exchange connected() {
        ExchangesUnderWay.Exchange exchange = exchanges.begin();
        exchange.answerInPlace();
        return exchange;
    }

    @Test
    void takeAFewAnswersInWhereTheyAreRead() throws Exception {
        assertThat(isTakenInHere()).isFalse();
        for (int i = 0; i < ExchangesUnderWay.FEW; i++) {
            connected();
            assertThat(isTakenInHere()).isTrue();
        }
        ExchangesUnderWay.Exchange oneMore = connected();
        assertThat(isTakenInHere()).isFalse();

        oneMore.end();
        oneMore.end();
        assertThat(isTakenInHere()).isTrue();
        connected();
        assertThat(isTakenInHere()).isFalse();
    }

    @Test
    void takeNoneInThereWhileAnotherConnects() throws Exception {
        connected();
        ExchangesUnderWay.Exchange connecting = exchanges.begin();
        assertThat(isTakenInHere()).isFalse();

        connecting.answerInPlace();
        connecting.answerInPlace();
        assertThat(isTakenInHere()).isTrue();
    }

    @Test
    void countNoExchangeAgainThatIsOver() throws Exception {
        ExchangesUnderWay.Exchange over = connected();
        over.end();
        over.answerInPlace();

        assertThat(isTakenInHere()).isFalse();
    }

    /** As a name service does that doesn't answer. */
    @Test
    void takeAnswersInWhileAnyNumberOfExchangesWaitAtTheirBeginning() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        List<CompletableFuture<Boolean>> waiting = IntStream.range(0, 50)
                .mapToObj(i -> threads.send(() -> CompletableFuture.supplyAsync(() -> isOpened(answered), threads)))
                .toList();

        assertThat(isTakenInHere()).isFalse();
        CompletableFuture<String> second = threads.send(() -> {
            CompletableFuture.runAsync(() -> isOpened(answered), threads);
            return CompletableFuture.supplyAsync(() -> "not what an exchange begins with", threads);
        });
        assertThat(second.get(20, SECONDS)).isNotNull();
        answered.countDown();
        for (CompletableFuture<Boolean> begun : waiting) {
            assertThat(begun.get(20, SECONDS)).isTrue();
        }
    }

    private static boolean isOpened(CountDownLatch latch) {
        try {
            return latch.await(20, SECONDS);
        } catch (InterruptedException stop) {
            return false;
        }
    }

    @Test
    void forgetAnExchangeThatCouldNotBeSentOff() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        for (int i = 0; i < 50; i++) {
            threads.send(() -> CompletableFuture.runAsync(() -> isOpened(answered), threads));
        }
        assertThatThrownBy(() -> threads.send(() -> {
                    throw new IllegalStateException("closed");
                }))
                .isInstanceOf(IllegalStateException.class);

        // On this thread, whose next work is no beginning.
        assertThat(isTakenInHere()).isFalse();
        answered.countDown();
    }

    @Test
    void takeWorkOfAnyOtherKindThemselves() throws Exception {
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        threads.execute(() -> ran.complete(Thread.currentThread()));

        assertThat(ran.get(20, SECONDS).getName()).startsWith("spkey-http-");
    }

    @Test
    void letAFailureEndOneOfThemAndNotTheThreadThatReads() throws Exception {
        CompletableFuture<String> ended = new CompletableFuture<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            if (failure instanceof AssertionError) {
                ended.complete(thread.getName() + failure);
            }
        });
        try (HttpThreads ours = new HttpThreads(exchanges, List.of(HttpThreadsTest.class.getName()), Thread::new)) {
            exchanges.begin().answerInPlace();
            ours.execute(() -> {
                throw new AssertionError(Thread.currentThread().getName());
            });

            assertThat(ended.get(20, SECONDS))
                    .startsWith("Thread-")
                    .endsWith(new AssertionError(Thread.currentThread().getName()).toString());
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void workWhereItComesUpWhileNoThreadCanBeHad() {
        List<Thread> there = new CopyOnWriteArrayList<>();
        try (HttpThreads none = new HttpThreads(exchanges, List.of(HttpThreadsTest.class.getName()), work -> {
            throw new OutOfMemoryError("unable to create native thread");
        })) {
            none.execute(() -> there.add(Thread.currentThread()));
            none.send(() -> {
                none.execute(() -> there.add(Thread.currentThread()));
                return "";
            });
            exchanges.begin().answerInPlace();
            none.execute(() -> {
                throw new IllegalStateException("this ends nothing");
            });
        }
        assertThat(there).containsExactly(Thread.currentThread(), Thread.currentThread());
    }
}
