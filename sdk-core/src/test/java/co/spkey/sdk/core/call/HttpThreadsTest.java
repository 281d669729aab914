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

    @Test
    void takeAFewAnswersInWhereTheyAreRead() throws Exception {
        for (int i = 0; i < HttpThreads.FEW; i++) {
            threads.begin(true);
        }
        assertThat(whereAnAnswerIsTakenIn()).isSameAs(Thread.currentThread());

        threads.begin(true);
        assertThat(whereAnAnswerIsTakenIn().getName()).startsWith("spkey-http-");

        threads.end(true);
        assertThat(whereAnAnswerIsTakenIn()).isSameAs(Thread.currentThread());
    }

    @Test
    void takeNoneInThereBesideAnExchangeThatForbidsIt() throws Exception {
        threads.begin(true);
        threads.begin(false);
        assertThat(whereAnAnswerIsTakenIn().getName()).startsWith("spkey-http-");

        threads.end(false);
        assertThat(whereAnAnswerIsTakenIn()).isSameAs(Thread.currentThread());
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
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> ended.complete(thread.getName() + failure));
        try (HttpThreads ours = new HttpThreads(List.of(HttpThreadsTest.class.getName()))) {
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
