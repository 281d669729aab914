package co.spkey.sdk.hubs;

/**
 * What a successful call did, as far as the answer tells. Whatever the outcome, also one that a later release adds, the hub
 * is registered. More outcomes may come: have a default branch.
 *
 * @since 1.0
 */
public enum ProvisionOutcome {
    /** This call registered the hub (PH-RES-02). */
    PROVISIONED,

    /**
     * The hub had been registered before this call, which changed nothing (PH-RES-03). What is stored may differ from
     * what was sent; {@link HubsClient#provisionVerified(ProvisionHubRequest)} finds that out.
     */
    ALREADY_PROVISIONED,

    /**
     * The hub is registered, but an earlier attempt of the same call had an unknown outcome: either that attempt did it,
     * or somebody did before.
     */
    UNCERTAIN_WHICH_ATTEMPT
}
