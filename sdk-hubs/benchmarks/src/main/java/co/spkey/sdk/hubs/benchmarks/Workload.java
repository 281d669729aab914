package co.spkey.sdk.hubs.benchmarks;

/** How calls are made. */
record Workload(How how, int atATime) {

    /** The forms of a call. */
    enum How {
        /** From so many callers that wait. */
        SYNC,
        /** With so many in flight. */
        ASYNC,
        /** In one bulk run with so many in flight. */
        BULK
    }

    static Workload sync(int callers) {
        return new Workload(How.SYNC, callers);
    }

    static Workload async(int inFlight) {
        return new Workload(How.ASYNC, inFlight);
    }

    static Workload bulk(int inFlight) {
        return new Workload(How.BULK, inFlight);
    }

    @Override
    public String toString() {
        return switch (how) {
            case SYNC -> atATime == 1 ? "1 caller" : atATime + " callers";
            case ASYNC -> "async, " + atATime + " in flight";
            case BULK -> "bulk, " + atATime + " in flight";
        };
    }
}
