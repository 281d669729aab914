package co.spkey.sdk.examples.factoryline;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells in which line of the manifest a hub stands, from its position in a run's input. The two go in step but for blank and
 * bad lines, and lines within quotes; only where they get out of step something is kept. Belongs to the run's thread.
 */
final class LineNumbers {

    /** Which line a hub stood in, when that has been forgotten. */
    static final long UNKNOWN = -1;

    /** A manifest that gets out of step more often than that is told so instead of filling the memory. */
    private static final int MOST_STEPS = 65_536;

    private final TreeMap<Long, Long> unfinished = new TreeMap<>();
    private long[] stepPositions = new long[16];
    private long[] stepLines = new long[16];
    private int steps;
    private long taken;
    private long nextInStep = -1;

    /** The run takes the hub of a line. */
    void taken(long line) {
        unfinished.put(taken, line);
        if (line != nextInStep && steps < MOST_STEPS) {
            if (steps == stepPositions.length) {
                stepPositions = Arrays.copyOf(stepPositions, 2 * steps);
                stepLines = Arrays.copyOf(stepLines, 2 * steps);
            }
            stepPositions[steps] = taken;
            stepLines[steps] = line;
            steps++;
        }
        taken++;
        nextInStep = line + 1;
    }

    /** Returns the line of a hub, which is finished with this. */
    long finished(long position) {
        Long line = unfinished.remove(position);
        return line == null ? UNKNOWN : line;
    }

    /** Returns the first line whose hub isn't finished; the greatest number if there is none. */
    long firstUnfinished() {
        Map.Entry<Long, Long> first = unfinished.firstEntry();
        return first == null ? Long.MAX_VALUE : first.getValue();
    }

    /** Returns the line of a hub, or {@link #UNKNOWN}. */
    long of(long position) {
        if (position < 0 || position >= taken || steps == MOST_STEPS) {
            return UNKNOWN;
        }
        int found = Arrays.binarySearch(stepPositions, 0, steps, position);
        int step = found >= 0 ? found : -found - 2;
        return stepLines[step] + position - stepPositions[step];
    }
}
