package co.spkey.sdk.core.observe;

/**
 * Something that happened to a call. The kinds are the records of this package.
 *
 * @since 1.0
 */
public interface CallEvent {

    /**
     * Tells the calls of this process apart.
     *
     * @return a number that all events of one call share and no other call has
     */
    long callId();

    /**
     * Names the operation that is called.
     *
     * @return {@code ProvisionHub} or {@code HubStatus}; more may come
     */
    String operation();
}
