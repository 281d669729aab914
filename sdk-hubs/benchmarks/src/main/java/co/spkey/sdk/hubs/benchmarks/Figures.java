package co.spkey.sdk.hubs.benchmarks;

/**
 * What one round of one contestant came to; times in nanoseconds, memory in bytes.
 *
 * @param live what the collector left after the round
 */
record Figures(long calls, long failures, long wall, long cpu, long allocated, long live) {

    String line() {
        return calls + " " + failures + " " + wall + " " + cpu + " " + allocated + " " + live;
    }

    static Figures of(String line) {
        String[] words = line.split(" ", -1);
        return new Figures(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]),
                Long.parseLong(words[4]),
                Long.parseLong(words[5]));
    }

    /** Processor time of the whole process for each call, in microseconds. */
    double cpuPerCall() {
        return cpu / 1e3 / calls;
    }

    double bytesPerCall() {
        return (double) allocated / calls;
    }

    double callsPerSecond() {
        return calls * 1e9 / wall;
    }
}
