package co.spkey.sdk.examples.fleetflink;

import co.spkey.sdk.hubs.pace.AdaptiveLimit;
import co.spkey.sdk.hubs.pace.Outage;
import co.spkey.sdk.hubs.pace.Rate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a subtask may send its next hub: bulk provisioning's rate, limit and outage, with this subtask's share of the rate. Asked
 * from one thread.
 */
final class FleetPace {

    private final AdaptiveLimit limit;
    private final Rate rate;
    private final Outage outage;
    private boolean probing;

    /** Makes one for one of so many subtasks. */
    FleetPace(FleetSettings settings, int subtasks) {
        limit = new AdaptiveLimit(settings.concurrency(), settings.giveUpAfter());
        rate = new Rate(settings.maxPerSecond() / subtasks);
        outage = new Outage(settings.giveUpAfter());
    }

    /** Returns how long no hub may be sent; zero when one may, negative when it depends on what is in flight. */
    long untilNext(int inFlight, long now) {
        if (outage.isOpen()) {
            return probing ? -1 : Math.max(outage.probeWait(now), limit.holdLeft(now));
        }
        long wait = Math.max(limit.holdLeft(now), rate.left(now));
        return wait == 0 && inFlight >= limit.limit() ? -1 : wait;
    }

    /**
     * A hub is sent.
     *
     * @return whether it is to find out if the backend is back
     */
    boolean sent(long now) {
        rate.taken(now);
        probing = outage.isOpen();
        return probing;
    }

    /**
     * The backend answered a call. During an outage the probe alone counts: others were sent before it.
     *
     * @param provisioned whether the hub is provisioned, rather than refused
     */
    void answered(boolean probe, boolean provisioned) {
        if (provisioned) {
            limit.succeeded();
        }
        if (probe || !outage.isOpen()) {
            outage.answered();
            probing = false;
        }
    }

    /**
     * A call failed in a way that can get better by itself.
     *
     * @return whether the backend is taken to be down, so that it isn't this hub's failure
     */
    boolean failed(String hubId, boolean probe, long now) {
        if (probe) {
            probing = false;
            outage.probeFailed(now);
        } else if (outage.failed(hubId, now)) {
            limit.overloaded(now, now);
        }
        return outage.isOpen();
    }

    /** A probe ended in a way that says nothing about the backend. */
    void undecided(boolean probe, long now) {
        if (probe) {
            probing = false;
            outage.probeFailed(now);
        }
    }

    void overloaded(long sentAt, @Nullable Duration retryAfter, long now) {
        limit.overloaded(sentAt, now);
        if (retryAfter != null) {
            limit.holdBack(retryAfter, now);
        }
    }

    boolean isOutage() {
        return outage.isOpen();
    }

    /** Returns whether the backend has asked to be left alone, and that isn't over yet. */
    boolean isHeldBack(long now) {
        return limit.holdLeft(now) > 0;
    }

    boolean isHopeless(long now) {
        return !probing && outage.isHopeless(now);
    }
}
