package co.spkey.sdk.core.call;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpThreadsTest {

    private final HttpThreads threads = new HttpThreads();

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

    private HttpThreads.Exchange connected() {
        HttpThreads.Exchange exchange = threads.begin();
        exchange.answerInPlace();
        return exchange;
    }

    @Test
    void takeAFewAnswersInWhereTheyAreRead() throws Exception {
        assertThat(isTakenInHere()).isFalse();
        for (int i = 0; i < HttpThreads.FEW; i++) {
            connected();
            assertThat(isTakenInHere()).isTrue();
        }
        HttpThreads.Exchange oneMore = connected();
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
        HttpThreads.Exchange connecting = threads.begin();
        assertThat(isTakenInHere()).isFalse();

        connecting.answerInPlace();
        connecting.answerInPlace();
        assertThat(isTakenInHere()).isTrue();
    }

    @Test
    void countNoExchangeAgainThatIsOver() throws Exception {
        HttpThreads.Exchange over = connected();
        over.end();
        over.answerInPlace();

        assertThat(isTakenInHere()).isFalse();
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
        try (HttpThreads ours = new HttpThreads(List.of(HttpThreadsTest.class.getName()))) {
            ours.begin().answerInPlace();
            ours.execute(() -> {
                throw new AssertionError(Thread.currentThread().getName());
            });

            assertThat(ended.get(20, SECONDS))
                    .startsWith("spkey-http-")
                    .endsWith(new AssertionError(Thread.currentThread().getName()).toString());
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }
}
