/** A partner's tests, as a module of their own. */
open module partner.contract.tests {
    requires co.spkey.sdk.hubs.testkit;
    requires org.junit.jupiter.api;
    requires org.junit.platform.launcher;
}
