package co.spkey.sdk.examples.fleetflink;

import co.spkey.sdk.hubs.testkit.ErrorShape;
import co.spkey.sdk.hubs.testkit.Fault;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import java.util.Objects;

/** The reference server as the tests' workers know it: with the key that is in their environment. */
final class WorkerServer {

    static final String SECRET = Objects.requireNonNull(
            System.getenv("SPKEY_API_KEY"), "run this with SPKEY_API_KEY in the environment, as the build does");

    private WorkerServer() {}

    static ReferenceServer start() {
        return ReferenceServer.builder().apiKey(SECRET).start();
    }

    /** A day of a bad network and a backend that is being deployed. */
    static void trouble(ReferenceServer server) {
        server.faults()
                .forProvisioning()
                .withProbability(0.03, 1, new Fault.CutConnection().afterApplying())
                .withProbability(0.03, 2, new Fault.CutBeforeReading())
                .withProbability(0.03, 3, new Fault.ErrorAnswer(ErrorShape.E3B, 500))
                .withProbability(0.03, 4, new Fault.ErrorAnswer(ErrorShape.E5, 500).afterApplying());
    }

    static FleetSettings settings(ReferenceServer server) {
        return FleetSettings.at(server.baseUrl(), WorkerCredentials.ENVIRONMENT);
    }
}
