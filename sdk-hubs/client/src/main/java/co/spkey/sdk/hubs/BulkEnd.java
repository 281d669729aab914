package co.spkey.sdk.hubs;

/**
 * Why a bulk run ended. Except for {@link #COMPLETED}, hubs are left: the same input with the same journal goes on where the
 * run ended. More reasons may come: have a default branch.
 *
 * @since 1.0
 */
public enum BulkEnd {
    /** Every request of the input has its result; some may have failed. */
    COMPLETED,

    /** The run or its client was closed, or its thread interrupted. */
    CANCELLED,

    /**
     * Every further call would have failed alike: the credentials were refused with a 401, also after they were renewed, or
     * with a 403 of the API's, though not by a hub's aggregate alone; there were none from the start; the backend's certificate
     * wasn't trusted from the start; or the client's call headers could not be had (PH-AUTH-04).
     */
    REFUSED,

    /** The backend was away, or something else answered in its place, for longer than the run was to wait. */
    OUTAGE,

    /** The input threw an exception, or held a null. */
    SOURCE_FAILED,

    /** The consumer of the results threw an exception. */
    CONSUMER_FAILED,

    /** The journal could not be written. */
    JOURNAL_FAILED
}
