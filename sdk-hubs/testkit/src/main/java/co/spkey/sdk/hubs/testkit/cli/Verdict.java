package co.spkey.sdk.hubs.testkit.cli;

import co.spkey.sdk.hubs.testkit.ReferenceServer;
import co.spkey.sdk.hubs.testkit.Violation;
import java.io.PrintWriter;
import java.util.List;

/** What is said of the clients at the end of {@code serve --judge}. */
final class Verdict {

    private Verdict() {}

    /** Prints what the clients did wrong; returns whether there was anything. */
    static boolean print(ReferenceServer server, PrintWriter out) {
        List<Violation> violations = server.violations();
        long requests = server.requests().count();
        if (requests == 0) {
            out.println("Nothing was judged: no request arrived, but for those that the JDK's server refused by itself,"
                    + " as it does when there is a bracket or a brace in the path");
            out.flush();
            return false;
        }
        out.println(
                violations.isEmpty()
                        ? "No violation of the contract in " + requests + " requests"
                        : "Violations of the contract: " + violations.size() + " in " + requests + " requests");
        violations.forEach(violation -> out.println("  " + violation));
        out.flush();
        return !violations.isEmpty();
    }
}
