package co.spkey.sdk.examples.fleetflink;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The calls whose end is waited for. Belongs to one thread, to which what ends is handed over. */
final class CallsUnderWay {

    private final Consumer<Runnable> thread;
    private final Map<Long, CompletableFuture<?>> calls = new HashMap<>();
    private long begun;

    /**
     * Makes one without calls.
     *
     * @param thread runs what it is given on the thread that this belongs to
     */
    CallsUnderWay(Consumer<Runnable> thread) {
        this.thread = thread;
    }

    /**
     * Waits for a call.
     *
     * @param ended gets the answer or, as it was thrown, the failure
     */
    <T> void add(CompletableFuture<T> call, BiConsumer<@Nullable T, @Nullable Throwable> ended) {
        long number = ++begun;
        calls.put(number, call);
        call.whenComplete((answer, failure) -> thread.accept(() -> {
            calls.remove(number);
            ended.accept(answer, unwrapped(failure));
        }));
    }

    int count() {
        return calls.size();
    }

    void abort() {
        List.copyOf(calls.values()).forEach(call -> call.cancel(true));
    }

    private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
