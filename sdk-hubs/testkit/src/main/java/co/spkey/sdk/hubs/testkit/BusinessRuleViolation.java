package co.spkey.sdk.hubs.testkit;

/** A rule of the aggregate that a valid command breaks: answered in shape E3 (PH-THING-02). */
final class BusinessRuleViolation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BusinessRuleViolation(String message) {
        super(message);
    }
}
