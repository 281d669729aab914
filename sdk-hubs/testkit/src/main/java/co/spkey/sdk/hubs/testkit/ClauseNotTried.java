package co.spkey.sdk.hubs.testkit;

/** Whether a provider keeps a clause can't be told; the message says why. */
final class ClauseNotTried extends RuntimeException {

    private static final long serialVersionUID = 1;

    ClauseNotTried(String why) {
        super(why);
    }
}
