/**
 * A reference server for hub provisioning, in memory, for tests; with a JUnit extension and the contract as a suite.
 *
 * <ul>
 *   <li>{@link co.spkey.sdk.hubs.testkit.WithReferenceServer} gives a test of JUnit 5 or 6 a server and a client.
 *   <li>{@link co.spkey.sdk.hubs.testkit.ReferenceServer} is the server by itself; {@link
 *       co.spkey.sdk.hubs.testkit.Fault} is what can be made to go wrong.
 *   <li>{@link co.spkey.sdk.hubs.testkit.HubsContract} checks a gateway, a mock or an environment against the contract, in a
 *       test class; {@link co.spkey.sdk.hubs.testkit.ContractRun} does the same without JUnit.
 * </ul>
 *
 * <p>The standalone jar does both from the command line, with {@code serve} and {@code verify}.
 */
module co.spkey.sdk.hubs.testkit {
    requires com.fasterxml.jackson.core;
    requires static java.xml;
    requires static info.picocli;
    requires jdk.httpserver;
    requires transitive co.spkey.sdk.hubs;
    requires static transitive org.junit.jupiter.api;
    requires transitive org.jspecify;

    exports co.spkey.sdk.hubs.testkit;

    opens co.spkey.sdk.hubs.testkit.cli to
            info.picocli;
}
