package co.spkey.sdk.hubs.journal;

import org.jspecify.annotations.Nullable;

/**
 * The hubs that a run has come across or its journal tells of: where each was in the input, with which data, and how far
 * it got. About 32 bytes a hub (28 to 36).
 *
 * <p>A hub is known by 88 bits of its id's hash beside the {@value #SEGMENTS} segments that more bits choose: of a million
 * hubs two are taken for one with a probability of 2·10⁻¹⁸, of a hundred million 2·10⁻¹⁴. Even then none gets lost in
 * silence: their data hashes differ as well, so the later one fails as a duplicate with other data. Not thread-safe.
 */
public final class KnownHubs {

    private static final int SEGMENTS = 1024;

    private final KnownHubsSegment[] segments = new KnownHubsSegment[SEGMENTS];

    /** How far a hub got. */
    public enum State {
        /** This run has taken it on. */
        TAKEN(1),
        /** An earlier run may have provisioned it. */
        IN_DOUBT(2),
        /** An earlier run provisioned it. */
        DONE(3),
        /** An earlier run provisioned it and knows that what is stored is what was sent. */
        DONE_AND_VERIFIED(4);

        private final int code;

        State(int code) {
            this.code = code;
        }

        /** Returns a number from 1 to 15 for it. */
        int code() {
            return code;
        }

        static State of(int code) {
            return switch (code) {
                case 1 -> TAKEN;
                case 2 -> IN_DOUBT;
                case 3 -> DONE;
                case 4 -> DONE_AND_VERIFIED;
                default -> throw new IllegalArgumentException("no such state: " + code);
            };
        }

        /** Whether an earlier run provisioned it. */
        public boolean isDone() {
            return this == DONE || this == DONE_AND_VERIFIED;
        }
    }

    /**
     * What is known of a hub.
     *
     * @param position its place in the input, from zero
     * @param sameData whether that was with the data asked for
     */
    public record Known(State state, long position, boolean sameData) {}

    /** Returns what is known of a hub, or null. */
    public @Nullable Known find(Fingerprint hub) {
        return segment(hub).find(hub);
    }

    /**
     * Remembers a hub in place of what was known of it.
     *
     * @param position its place in the input, below 2⁴⁰
     */
    public void put(Fingerprint hub, State state, long position) {
        segment(hub).put(hub, state, position);
    }

    /** Forgets a hub. */
    public void remove(Fingerprint hub) {
        segment(hub).remove(hub);
    }

    /** Many small tables: when one grows, only that one is there twice for a moment. */
    private KnownHubsSegment segment(Fingerprint hub) {
        // The bits that a segment itself doesn't keep.
        int index = (int) (hub.idLow() & (SEGMENTS - 1));
        KnownHubsSegment segment = segments[index];
        if (segment == null) {
            segment = new KnownHubsSegment();
            segments[index] = segment;
        }
        return segment;
    }
}
