package co.spkey.sdk.hubs;

import co.spkey.sdk.core.error.ConnectionException;
import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.hubs.pace.Outage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The hubs whose call failed in a way that can get better by itself. As long as it isn't known whether the backend was away,
 * they are in suspense: an outage puts them back to be sent again, and the answer to a call that began after their failure
 * makes it their own. Belongs to the run's thread.
 */
final class BulkBacklog {

    /** A hub that was put back this often, and fails while others don't, is itself what fails. */
    private static final int MOST_SET_BACKS = 3;

    /** Being told to slow down is no fault of a hub's; but if it is told so forever, it must come to an end. */
    private static final int MOST_OVERLOADS = 10;

    private final Outage outage;
    private final Settled settled;
    private final List<BulkHub> suspense = new ArrayList<>();
    private final Queue<BulkHub> putBack = new ArrayDeque<>();
    private long openedAs;

    /** Takes a hub whose failure turned out to be its own. */
    @FunctionalInterface
    interface Settled {
        void failed(BulkHub hub, SpkeyException failure);
    }

    BulkBacklog(Outage outage, Settled settled) {
        this.outage = outage;
        this.settled = settled;
    }

    /**
     * The backend answered a call. What began before an outage says nothing about its end.
     *
     * @param startedAs the call's number
     */
    void answered(long startedAs, long now) {
        if (outage.isOpen() && startedAs < openedAs) {
            return;
        }
        outage.answered();
        List<BulkHub> before = List.copyOf(suspense);
        suspense.clear();
        boolean several = before.size() > 1;
        for (BulkHub hub : before) {
            if (startedAs > hub.endedAs()) {
                settle(hub, several);
            } else {
                suspend(hub, now);
            }
        }
    }

    /**
     * A hub's call failed in a way that can get better by itself.
     *
     * @return whether this began an outage
     */
    boolean failed(BulkHub hub, long now) {
        if (outage.isOpen()) {
            putBack(hub);
            return false;
        }
        return suspend(hub, now);
    }

    private boolean suspend(BulkHub hub, long now) {
        suspense.add(hub);
        // Since it was put back the backend has answered others: its failing again is no sign of another outage.
        boolean begun = hub.setBacks() == 0 && outage.failed(hub.request().hubId(), now);
        if (begun) {
            openedAs = hub.endedAs();
            putAllBack();
        }
        return begun;
    }

    /** A probe failed: its hub goes to the end of the queue, so that one that always fails can't be the only one to probe. */
    void probeFailed(BulkHub hub, long now) {
        outage.probeFailed(now);
        putBack.add(hub);
    }

    private void putAllBack() {
        suspense.forEach(this::putBack);
        suspense.clear();
    }

    private void putBack(BulkHub hub) {
        hub.setBack();
        putBack.add(hub);
    }

    /**
     * Decides about a hub that failed while the backend was there.
     *
     * @param several whether others failed along with it: an outage that was over too soon to be seen, perhaps
     */
    private void settle(BulkHub hub, boolean several) {
        SpkeyException failure = Objects.requireNonNull(hub.failure());
        boolean again = BulkVerdict.isOverload(failure)
                ? hub.setBacks() < MOST_OVERLOADS
                : (several || hub.setBacks() > 0) && hub.setBacks() < MOST_SET_BACKS;
        if (again) {
            putBack(hub);
        } else {
            settled.failed(hub, failure);
        }
    }

    /** Whether only an answer to something else can tell whose failure it is that is left; being told to slow down is nobody's. */
    boolean needsAnAnswer() {
        return putBack.isEmpty() && suspense.stream().anyMatch(hub -> !BulkVerdict.isOverload(hub.failure()));
    }

    /** Whether something else than the API has answered for any that is left. */
    boolean metPages() {
        return suspense.stream().anyMatch(hub -> BulkVerdict.isPage(hub.failure()));
    }

    /**
     * The backend doesn't answer what it was asked instead: an outage. One that has met so many is what fails.
     *
     * @return whether there is anything to be sent again
     */
    boolean unanswered(long now) {
        List<BulkHub> rest = List.copyOf(suspense);
        suspense.clear();
        for (BulkHub hub : rest) {
            if (hub.setBacks() < MOST_OVERLOADS) {
                putBack(hub);
            } else {
                settle(hub, false);
            }
        }
        if (!putBack.isEmpty()) {
            outage.begin(now);
        }
        return outage.isOpen();
    }

    /**
     * Nothing is under way, the input has ended, and no answer to anything else can be had: decides what is in suspense.
     *
     * @param everAnswered whether the backend has answered any call of this run
     * @return whether there is anything to be sent again
     */
    boolean settleRest(boolean everAnswered, long now) {
        if (putBack.isEmpty() && !suspense.isEmpty()) {
            if (!everAnswered && nobodyIsThere()) {
                outage.begin(now);
            }
            if (outage.isOpen() || outage.nothingElseToSend(now)) {
                putAllBack();
            } else {
                List<BulkHub> rest = List.copyOf(suspense);
                suspense.clear();
                rest.forEach(hub -> settle(hub, false));
            }
        }
        return !putBack.isEmpty();
    }

    private boolean nobodyIsThere() {
        return suspense.stream().allMatch(hub -> hub.failure() instanceof ConnectionException);
    }

    /** Returns how many hubs are to be sent again. */
    int size() {
        return putBack.size();
    }

    /** Takes out the hub that has waited longest to be sent again, or null when there is none. */
    @Nullable
    BulkHub poll() {
        return putBack.poll();
    }
}
