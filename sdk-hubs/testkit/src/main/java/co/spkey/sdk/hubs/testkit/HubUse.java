package co.spkey.sdk.hubs.testkit;

/** What one fresh hub id is used for. Clauses that only look share a hub: each costs the target's owner one for ever. */
enum HubUse {
    /** Provisioned, and provisioned again. */
    PROVISIONED,
    /** Sent in commands that must be refused, and provisioned without a vendor after that. */
    REFUSED,
    /** Provisioned with the name of another Thing. */
    SPARE_THING,
    /** Only sent with the name of a Thing that isn't registered. */
    MISSING_THING,
    /** Provisioned under an address that is percent-encoded throughout. */
    ENCODED,
    /** Provisioned with a field that nobody knows. */
    UNKNOWN_FIELD,
    /** Provisioned by several callers at once. */
    RACE
}
