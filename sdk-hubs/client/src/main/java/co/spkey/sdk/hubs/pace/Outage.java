package co.spkey.sdk.hubs.pace;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells a backend that is down from a hub that fails. It is down when 5 calls in a row failed in a way that can get better by
 * itself, for at least 3 hubs. From then on one call at a time probes, at growing intervals, until one is answered
 * or the time to give up has come. Not thread-safe.
 *
 * @since 1.0
 */
public final class Outage {

    /** So many failures in a row, */
    static final int FAILURES = 5;

    /** for so many hubs, are an outage. */
    static final int HUBS = 3;

    private static final long FIRST_PROBE = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_PROBE = Duration.ofSeconds(5).toNanos();

    private final long giveUpAfter;
    private final Set<String> failing = new HashSet<>();
    private int failures;
    private boolean open;
    private long openedAt;
    private long probeAt;
    private long interval;

    /**
     * Makes one that sees no outage yet.
     *
     * @param giveUpAfter how long an outage may last
     * @throws IllegalArgumentException if it is negative
     */
    public Outage(Duration giveUpAfter) {
        this.giveUpAfter = Nanos.notNegative("giveUpAfter", giveUpAfter);
    }

    /** The backend answered: it is there. */
    public void answered() {
        failures = 0;
        failing.clear();
        open = false;
    }

    /**
     * A call failed in a way that can get better by itself.
     *
     * @param hubId whose call it was
     * @param now the time
     * @return whether this began an outage
     */
    public boolean failed(String hubId, long now) {
        if (open) {
            return false;
        }
        failures++;
        failing.add(hubId);
        if (failures < FAILURES || failing.size() < HUBS) {
            return false;
        }
        begin(now);
        return true;
    }

    /**
     * Nothing but what has failed is left to be sent, so that the failures can't grow in number: several hubs are enough.
     *
     * @param now the time
     * @return whether this began an outage
     */
    public boolean nothingElseToSend(long now) {
        if (open || failing.size() < HUBS) {
            return false;
        }
        begin(now);
        return true;
    }

    /**
     * The backend is down for certain, however few calls have failed. During an outage this does nothing.
     *
     * @param now the time
     */
    public void begin(long now) {
        if (open) {
            return;
        }
        open = true;
        openedAt = now;
        interval = FIRST_PROBE;
        probeAt = now + interval;
    }

    /**
     * A probe failed; the next one comes later.
     *
     * @param now the time
     */
    public void probeFailed(long now) {
        interval = Math.min(LONGEST_PROBE, interval * 2);
        probeAt = now + interval;
    }

    /**
     * Tells whether the backend is taken to be down.
     *
     * @return true from the failure that began an outage to the answer that ends it
     */
    public boolean isOpen() {
        return open;
    }

    /**
     * Tells how long it is until the next probe is due.
     *
     * @param now the time
     * @return nanoseconds; zero when it is
     */
    public long probeWait(long now) {
        return Math.max(0, probeAt - now);
    }

    /**
     * Tells whether the outage has lasted as long as it may.
     *
     * @param now the time
     * @return false without an outage
     */
    public boolean isHopeless(long now) {
        return open && now - openedAt >= giveUpAfter;
    }
}
