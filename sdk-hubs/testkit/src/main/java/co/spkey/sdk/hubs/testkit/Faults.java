package co.spkey.sdk.hubs.testkit;

import java.util.List;

/**
 * What is to go wrong on a {@link ReferenceServer}; as a {@link FaultScope} it covers every request that has a route.
 *
 * <pre>{@code
 * server.faults().times(2, new Fault.ErrorAnswer(ErrorShape.E4, 503));
 * server.faults().forHub("hub-1").once(new Fault.CutConnection().afterApplying());
 * }</pre>
 *
 * <p>Thread-safe.
 *
 * @since 1.0
 */
public final class Faults extends FaultScope {

    private final FaultPlan plan;

    private Faults(FaultPlan plan) {
        super(plan, null, null);
        this.plan = plan;
    }

    static Faults none() {
        return new Faults(new FaultPlan());
    }

    /** Forgets all faults that are planned; those that have struck go on. */
    public void clear() {
        plan.clear();
    }

    /**
     * {@return the scripted faults ({@link #once} and {@link #times}) that have not struck as often as was planned, in order;
     * empty when the client met all of them} Unmodifiable, a copy.
     */
    public List<UnusedFault> unused() {
        return plan.unused();
    }

    FaultPlan plan() {
        return plan;
    }
}
