package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.core.error.BadRequestException;
import co.spkey.sdk.core.error.ConflictException;
import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.core.error.UnprocessableException;
import co.spkey.sdk.examples.factoryline.ManifestLine.BadLine;
import co.spkey.sdk.examples.factoryline.ManifestLine.HubLine;
import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.ProvisionHubResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Provisions the hubs of a manifest, several at a time, and reports them in the manifest's order. */
final class ProvisioningRun {

    /** How many hubs are under way at the same time. */
    static final int IN_FLIGHT = 8;

    /** With so many failures in a row that aren't about the hub, the next hub will hardly fare better. */
    static final int MOST_TROUBLES_IN_A_ROW = 10;

    private final HubsClient hubs;
    private final Report report;
    private int troublesInARow;
    private volatile boolean stopped;

    ProvisioningRun(HubsClient hubs, Report report) {
        this.hubs = hubs;
        this.report = report;
    }

    /** Sends no more hubs. May be called from another thread. */
    void stop() {
        stopped = true;
    }

    void run(ManifestReader manifest) {
        Deque<Runnable> underWay = new ArrayDeque<>();
        long lastSent = 0;
        ManifestLine line = manifest.next();
        while (line != null && !stopped && troublesInARow < MOST_TROUBLES_IN_A_ROW) {
            underWay.add(start(line));
            lastSent = line.number();
            line = manifest.next();
            if (underWay.size() == IN_FLIGHT) {
                underWay.remove().run();
            }
        }
        underWay.forEach(Runnable::run);
        if (line != null && !stopped) {
            report.gaveUp(troublesInARow, lastSent);
        }
    }

    /** Starts with a line, and returns what waits for its end and reports it. */
    private Runnable start(ManifestLine line) {
        if (line instanceof HubLine hub) {
            CompletableFuture<ProvisionHubResponse> answer = hubs.provisionAsync(hub.request());
            return () -> finish(hub, answer);
        }
        return () -> report.bad((BadLine) line);
    }

    private void finish(HubLine hub, CompletableFuture<ProvisionHubResponse> answer) {
        try {
            ProvisionHubResponse response = answer.join();
            troublesInARow = 0;
            report.provisioned(hub, response);
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof SpkeyException failure)) {
                throw e;
            }
            troublesInARow = isAboutTheHub(failure) ? 0 : troublesInARow + 1;
            report.failed(hub, failure);
        }
    }

    /** Everything else (credentials, connection, address, a backend in trouble) the next hub will meet as well. */
    private static boolean isAboutTheHub(SpkeyException failure) {
        return failure instanceof BadRequestException
                || failure instanceof ConflictException
                || failure instanceof UnprocessableException;
    }
}
