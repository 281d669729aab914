package co.spkey.sdk.core.observe;

import java.util.List;

/**
 * Hears what happens to the calls of a client.
 *
 * <p>Must be thread-safe and quick: it runs in the thread that drives the call. {@link CallStarted} comes on the caller's
 * own thread, before the client's call headers are asked for; only that of a call which follows another by itself, to verify
 * what was registered without waiting or in a bulk run, comes on a thread of the SDK's. The events of one call come one after the
 * other, though not always on one thread. Whatever a listener throws is logged and changes nothing.
 *
 * @since 1.0
 */
@FunctionalInterface
public interface CallListener {

    /**
     * Takes an event.
     *
     * @param event what happened; have a default branch, since more kinds may come
     */
    void on(CallEvent event);

    /**
     * Makes one listener of several, since a client takes one: metrics and traces, for example.
     *
     * @param listeners who is told of each event, in this order; what one of them throws keeps no other from hearing it
     * @return the listener for all of them
     * @throws NullPointerException if one of them is null
     */
    static CallListener all(CallListener... listeners) {
        return new CallListeners(List.of(listeners));
    }
}
