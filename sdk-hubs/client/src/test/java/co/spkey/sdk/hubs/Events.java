package co.spkey.sdk.hubs;

import co.spkey.sdk.core.observe.AttemptEnded;
import co.spkey.sdk.core.observe.AttemptStarted;
import co.spkey.sdk.core.observe.CallEnded;
import co.spkey.sdk.core.observe.CallEvent;
import co.spkey.sdk.core.observe.CallListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a listener hears, and on which threads. */
final class Events implements CallListener {

    private final List<CallEvent> heard = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    @Override
    public void on(CallEvent event) {
        threads.add(Thread.currentThread());
        heard.add(event);
    }

    List<CallEvent> all() {
        return List.copyOf(heard);
    }

    List<String> names() {
        return heard.stream().map(event -> event.getClass().getSimpleName()).toList();
    }

    Thread thread(int index) {
        return threads.get(index);
    }

    List<CallEnded> ends() {
        return of(CallEnded.class);
    }

    /** Attempts that started and never ended. */
    int openAttempts() {
        return of(AttemptStarted.class).size() - of(AttemptEnded.class).size();
    }

    <E extends CallEvent> List<E> of(Class<E> kind) {
        return heard.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
