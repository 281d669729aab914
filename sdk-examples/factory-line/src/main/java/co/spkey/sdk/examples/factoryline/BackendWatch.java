package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.core.observe.CallEnded;
import co.spkey.sdk.core.observe.CallEvent;
import co.spkey.sdk.core.observe.CallListener;
import co.spkey.sdk.hubs.BulkVerdict;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells people why nothing moves: a run waits for a backend that is down, and says nothing about it until it gives up. */
final class BackendWatch implements CallListener {

    private static final int TROUBLE = 5;

    private @Nullable Consumer<String> notices;
    private int failuresInARow;

    /** From now on somebody wants to know. */
    synchronized void tell(Consumer<String> somebody) {
        notices = somebody;
    }

    @Override
    public synchronized void on(CallEvent event) {
        if (notices == null || !(event instanceof CallEnded call) || isGivenUp(call)) {
            return;
        }
        if (isAnswered(call)) {
            if (failuresInARow >= TROUBLE) {
                notices.accept("The backend answers again.");
            }
            failuresInARow = 0;
            return;
        }
        failuresInARow++;
        if (failuresInARow == TROUBLE && call.failure() != null) {
            notices.accept("The backend seems to be away; the run waits for it. " + TROUBLE
                    + " calls in a row have failed, the last one: "
                    + Printable.line(String.valueOf(call.failure().getMessage())));
        }
    }

    /** It was ended from here, which says nothing of the backend. */
    private static boolean isGivenUp(CallEnded call) {
        return call.failure() != null && BulkVerdict.of(call.failure(), true) == BulkVerdict.GIVEN_UP;
    }

    /** A refusal, too, is an answer, if it is the API's. */
    private static boolean isAnswered(CallEnded call) {
        return call.failure() == null || BulkVerdict.of(call.failure(), true) != BulkVerdict.OPEN;
    }
}
