/** A reference server for hub provisioning, in memory, for tests; with a JUnit extension and the contract as a suite. */
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
