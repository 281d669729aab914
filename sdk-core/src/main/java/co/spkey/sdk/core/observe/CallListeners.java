package co.spkey.sdk.core.observe;

import java.util.Iterator;
import java.util.List;

/** Several listeners as one. */
final class CallListeners implements CallListener {

    private final List<CallListener> listeners;

    CallListeners(List<CallListener> listeners) {
        this.listeners = listeners;
    }

    @Override
    public void on(CallEvent event) {
        tell(event, listeners.iterator());
    }

    /** What one throws goes on to whoever tells events, who logs it, but only once the rest have heard. */
    private static void tell(CallEvent event, Iterator<CallListener> rest) {
        try {
            while (rest.hasNext()) {
                rest.next().on(event);
            }
        } finally {
            if (rest.hasNext()) {
                tell(event, rest);
            }
        }
    }
}
