package co.spkey.sdk.hubs.testkit;

/** A provider doesn't keep a clause. */
final class ClauseBroken extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String expected;
    private final String got;

    ClauseBroken(String expected, String got) {
        super("expected " + expected + ", got " + got);
        this.expected = expected;
        this.got = got;
    }

    String expected() {
        return expected;
    }

    String got() {
        return got;
    }
}
