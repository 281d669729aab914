package co.spkey.sdk.examples.fleetflink;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;

/**
 * How hubs are provisioned; it travels with the job to the workers, so it holds no secret.
 *
 * @param baseUrl where the API runs
 * @param credentials where a worker finds its credentials
 * @param concurrency how many hubs a subtask has in flight at most
 * @param maxPerSecond how many hubs all subtasks together begin a second; infinite for no bound
 * @param giveUpAfter how long an outage may last
 * @param verify whether hubs that were there before are compared with what was sent
 * @param dedupe whether hubs that come twice are found, which takes state for each hub
 */
record FleetSettings(
        URI baseUrl,
        WorkerCredentials credentials,
        int concurrency,
        double maxPerSecond,
        Duration giveUpAfter,
        boolean verify,
        boolean dedupe)
        implements Serializable {

    FleetSettings {
        if (concurrency < 1 || concurrency > 1024) {
            throw new IllegalArgumentException("concurrency must be 1 to 1024, not " + concurrency);
        }
        if (!(maxPerSecond > 0)) {
            throw new IllegalArgumentException("maxPerSecond must be above 0, not " + maxPerSecond);
        }
        if (giveUpAfter.isNegative() || giveUpAfter.isZero() || giveUpAfter.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("giveUpAfter must be above zero, up to a day, not " + giveUpAfter);
        }
        if (baseUrl.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "the base URL has a user and a password in it; they would travel with the job");
        }
    }

    /** Settings with everything by default. */
    static FleetSettings at(URI baseUrl, WorkerCredentials credentials) {
        return new FleetSettings(
                baseUrl, credentials, 32, Double.POSITIVE_INFINITY, Duration.ofMinutes(10), true, true);
    }

    FleetSettings withConcurrency(int hubs) {
        return new FleetSettings(baseUrl, credentials, hubs, maxPerSecond, giveUpAfter, verify, dedupe);
    }

    FleetSettings withMaxPerSecond(double hubs) {
        return new FleetSettings(baseUrl, credentials, concurrency, hubs, giveUpAfter, verify, dedupe);
    }

    FleetSettings withGiveUpAfter(Duration limit) {
        return new FleetSettings(baseUrl, credentials, concurrency, maxPerSecond, limit, verify, dedupe);
    }

    FleetSettings withoutDedupe() {
        return new FleetSettings(baseUrl, credentials, concurrency, maxPerSecond, giveUpAfter, verify, false);
    }
}
