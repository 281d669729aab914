package co.spkey.sdk.hubs.journal;

import co.spkey.sdk.hubs.journal.KnownHubs.Known;
import co.spkey.sdk.hubs.journal.KnownHubs.State;
import org.jspecify.annotations.Nullable;

/**
 * A hash table with open addressing and three longs a slot: 64 bits of the id's hash; 24 more and the position in 40; the
 * data's hash in 60 and the state in 4, which is zero in a free slot only.
 */
final class KnownHubsSegment {

    private static final int LONGS = 3;
    private static final int POSITION_BITS = 40;
    private static final long POSITION_MASK = (1L << POSITION_BITS) - 1;
    private static final int STATE_BITS = 4;
    private static final long STATE_MASK = (1L << STATE_BITS) - 1;
    private static final int FIRST_SLOTS = 8;

    private long[] table = new long[FIRST_SLOTS * LONGS];
    private int slots = FIRST_SLOTS;
    private int used;

    @Nullable
    Known find(Fingerprint hub) {
        int at = place(hub.idHigh(), idRest(hub)) * LONGS;
        if (isFree(at)) {
            return null;
        }
        State state = State.of((int) (table[at + 2] & STATE_MASK));
        return new Known(state, table[at + 1] & POSITION_MASK, table[at + 2] >>> STATE_BITS == hub.data());
    }

    void put(Fingerprint hub, State state, long position) {
        if (position < 0 || position > POSITION_MASK) {
            throw new IllegalArgumentException("position out of range: " + position);
        }
        int at = place(hub.idHigh(), idRest(hub)) * LONGS;
        if (isFree(at)) {
            used++;
        }
        table[at] = hub.idHigh();
        table[at + 1] = idRest(hub) | position;
        table[at + 2] = hub.data() << STATE_BITS | state.code();
        if (isCrowded(used)) {
            resize(slots + Math.max(FIRST_SLOTS, slots / 4));
        }
    }

    /** Above 85 of 100 the search for a hub that isn't there becomes long. */
    private boolean isCrowded(int entries) {
        return entries * 100L > slots * 85L;
    }

    void remove(Fingerprint hub) {
        int slot = place(hub.idHigh(), idRest(hub));
        if (isFree(slot * LONGS)) {
            return;
        }
        table[slot * LONGS + 2] = 0;
        used--;
        // What stands behind it may be there only because this slot was taken: put it in anew.
        for (int next = after(slot); !isFree(next * LONGS); next = after(next)) {
            long idHigh = table[next * LONGS];
            long rest = table[next * LONGS + 1];
            long data = table[next * LONGS + 2];
            table[next * LONGS + 2] = 0;
            set(idHigh, rest, data);
        }
    }

    private void resize(int newSlots) {
        long[] old = table;
        table = new long[newSlots * LONGS];
        slots = newSlots;
        for (int at = 0; at < old.length; at += LONGS) {
            if (old[at + 2] != 0) {
                set(old[at], old[at + 1], old[at + 2]);
            }
        }
    }

    private void set(long idHigh, long rest, long data) {
        int at = place(idHigh, rest & ~POSITION_MASK) * LONGS;
        table[at] = idHigh;
        table[at + 1] = rest;
        table[at + 2] = data;
    }

    /** The slot where the hub is, or the free one where it belongs. */
    private int place(long idHigh, long idRest) {
        int slot = (int) Long.remainderUnsigned(idHigh, slots);
        while (!isFree(slot * LONGS)
                && (table[slot * LONGS] != idHigh || (table[slot * LONGS + 1] & ~POSITION_MASK) != idRest)) {
            slot = after(slot);
        }
        return slot;
    }

    private int after(int slot) {
        return slot + 1 == slots ? 0 : slot + 1;
    }

    private boolean isFree(int at) {
        return table[at + 2] == 0;
    }

    private static long idRest(Fingerprint hub) {
        return hub.idLow() & ~POSITION_MASK;
    }
}
