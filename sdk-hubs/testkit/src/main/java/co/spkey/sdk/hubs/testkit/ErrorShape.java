package co.spkey.sdk.hubs.testkit;

/**
 * The shapes of an error answer, named as in the wire contract; which one comes never decides what the error means.
 *
 * @since 1.0
 */
public enum ErrorShape {
    /** {@code {"success":false,"error":"<Name>","message":"<text>"}}. */
    E1,

    /** The framework's validation: {@code errors} with code 7001 and a path, {@code result:{}}. */
    E2,

    /** The framework's other errors: {@code errors} with a code that isn't the status, no path, {@code result:{}}. */
    E2B,

    /** Thrown inside the aggregate: {@code errors} and {@code __ceves} with a stack trace, {@code X-Ceves-Error: 1}. */
    E3,

    /** {@code errors} and nothing else. */
    E3B,

    /** The aggregate is being moved: {@code errors} and {@code cfReference}. */
    E4,

    /**
     * {@code SideEffectError} with {@code aggregateId} and the version of now; where the backend sends it, the event was
     * applied: use {@link Fault.Replacement#afterApplying()}.
     */
    E5,

    /** {@code {"error":"<text>"}}. */
    E6,

    /** {@code text/plain}, as for an unknown route. */
    E7_TEXT,

    /** A page of HTML, as from an edge in front of the backend. */
    E7_HTML,

    /** No media type and an empty body; the message is lost. */
    E7_EMPTY,

    /** RFC 9457 {@code application/problem+json}, as from a gateway of a partner's. */
    E8
}
