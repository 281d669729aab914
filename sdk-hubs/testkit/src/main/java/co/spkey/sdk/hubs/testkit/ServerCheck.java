package co.spkey.sdk.hubs.testkit;

/**
 * What {@link ReferenceServerExtension} looks at after a test that passed. More may come in a minor version.
 *
 * @since 1.0
 */
public enum ServerCheck {

    /** The client sent nothing against the wire contract: {@link ReferenceServer#violations()} is empty. */
    NO_VIOLATIONS,

    /** Each scripted fault has struck as often as was planned: {@link Faults#unused()} is empty. */
    ALL_FAULTS_USED,

    /** Each request was for a route of the server's. */
    ONLY_KNOWN_ROUTES
}
