package co.spkey.sdk.hubs;

/**
 * What became of one hub in a bulk run. More outcomes may come: have a default branch.
 *
 * @since 1.0
 */
public enum BulkOutcome {
    /** This run registered the hub (PH-RES-02). */
    PROVISIONED,

    /**
     * The hub had been registered before (PH-RES-03); whether with the same data is what {@link BulkResult#verified()}
     * says.
     */
    ALREADY_PROVISIONED,

    /** The hub is registered, but an earlier attempt, maybe of an earlier run, may have been the one that did it. */
    UNCERTAIN_WHICH_ATTEMPT,

    /** The journal says that an earlier run provisioned the hub with the same data; it was not sent again. */
    PROVISIONED_IN_EARLIER_RUN,

    /** The same hub with the same data came earlier in the input, see {@link BulkResult#duplicateOf()}; it was sent once. */
    DUPLICATE,

    /** The hub failed, see {@link BulkResult#failure()}. */
    FAILED
}
