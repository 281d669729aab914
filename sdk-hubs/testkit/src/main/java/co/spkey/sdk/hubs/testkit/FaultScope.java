package co.spkey.sdk.hubs.testkit;

import org.jspecify.annotations.Nullable;

/**
 * Some of the requests to a {@link ReferenceServer}, and how often a fault strikes them.
 *
 * <p>For each request that has a route, the faults that were planned are tried in the order in which they were planned,
 * whatever their scope; the first one that covers the request and is due strikes it, and only that one. So scripted faults
 * ({@link #once}, {@link #times}) are used up in order, and what is planned after an {@link #always} of the same scope never
 * comes. A fault strikes before credentials are looked at, and whatever the length of the body. A request that breaks off
 * while it is read is struck by nothing: its fault is for the next one.
 *
 * <p>Thread-safe: requests at the same time use up one fault each, in the order in which they arrive.
 *
 * @since 1.0
 */
public sealed class FaultScope permits Faults {

    private final FaultPlan plan;
    private final @Nullable String hubId;
    private final HubRoute.@Nullable Action action;

    FaultScope(FaultPlan plan, @Nullable String hubId, HubRoute.@Nullable Action action) {
        this.plan = plan;
        this.hubId = hubId;
        this.action = action;
    }

    /**
     * {@return those requests of this scope that are for one hub}
     *
     * @param hubId the hub's id as it is, not percent-encoded
     */
    public FaultScope forHub(String hubId) {
        return new FaultScope(plan, hubId, action);
    }

    /** {@return those requests of this scope that provision} */
    public FaultScope forProvisioning() {
        return new FaultScope(plan, hubId, HubRoute.Action.PROVISION);
    }

    /** {@return those requests of this scope that read the status} */
    public FaultScope forStatus() {
        return new FaultScope(plan, hubId, HubRoute.Action.STATUS);
    }

    /**
     * Strikes the next request.
     *
     * @param fault what goes wrong
     * @return this scope
     */
    public FaultScope once(Fault fault) {
        return times(1, fault);
    }

    /**
     * Strikes the next so many requests.
     *
     * @param times how many, at least 1
     * @param fault what goes wrong
     * @return this scope
     * @throws IllegalArgumentException if it is less than 1
     */
    public FaultScope times(int times, Fault fault) {
        if (times < 1) {
            throw new IllegalArgumentException("times must be at least 1, not " + times);
        }
        plan.add(new PlannedFault(fault, hubId, action, new PlannedFault.Countdown(times)));
        return this;
    }

    /**
     * Strikes every request until {@link Faults#clear()}.
     *
     * @param fault what goes wrong
     * @return this scope
     */
    public FaultScope always(Fault fault) {
        plan.add(new PlannedFault(fault, hubId, action, () -> true));
        return this;
    }

    /**
     * Strikes each request with the same probability, until {@link Faults#clear()}; the same seed and the same order of
     * requests give the same faults.
     *
     * @param probability 0 to 1
     * @param seed where the pseudo-random sequence starts
     * @param fault what goes wrong
     * @return this scope
     * @throws IllegalArgumentException if the probability is not 0 to 1
     */
    public FaultScope withProbability(double probability, long seed, Fault fault) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must be 0 to 1, not " + probability);
        }
        plan.add(new PlannedFault(fault, hubId, action, new PlannedFault.Dice(probability, seed)));
        return this;
    }
}
