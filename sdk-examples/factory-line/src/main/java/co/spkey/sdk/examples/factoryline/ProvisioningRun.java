package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.examples.factoryline.ManifestLine.BadLine;
import co.spkey.sdk.examples.factoryline.ManifestLine.HubLine;
import co.spkey.sdk.hubs.BulkJournalException;
import co.spkey.sdk.hubs.BulkProvisioning;
import co.spkey.sdk.hubs.BulkReport;
import co.spkey.sdk.hubs.BulkResult;
import co.spkey.sdk.hubs.DuplicateHubException;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import co.spkey.sdk.hubs.ProvisionHubResponse;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Feeds the hubs of a manifest to a bulk run and takes down what comes of them. */
final class ProvisioningRun {

    private final ManifestReader manifest;
    private final LineLog log;
    private final List<String> opening;
    private final LineNumbers numbers = new LineNumbers();

    ProvisioningRun(ManifestReader manifest, LineLog log, List<String> opening) {
        this.manifest = manifest;
        this.log = log;
        this.opening = opening;
    }

    /**
     * Runs to the end, whatever that is.
     *
     * @throws CannotStartException if the journal can't be used; nothing was sent or shown
     */
    BulkReport run(BulkProvisioning bulk) {
        Iterable<ProvisionHubRequest> input = this::begin;
        try {
            return bulk.run(input, this::take);
        } catch (BulkJournalException unusable) {
            throw new CannotStartException(String.valueOf(unusable.getMessage()));
        }
    }

    /** The journal is open by now, and nothing is in the way of sending any more. */
    private Iterator<ProvisionHubRequest> begin() {
        log.begin(opening);
        return new Hubs();
    }

    /** The hubs among the lines; reads no further than it is asked to. */
    private final class Hubs implements Iterator<ProvisionHubRequest> {

        private @Nullable HubLine next;

        @Override
        public boolean hasNext() {
            while (next == null) {
                ManifestLine line = manifest.next();
                log.read(manifest, line == null);
                if (line == null) {
                    return false;
                }
                if (line instanceof HubLine hub) {
                    next = hub;
                } else {
                    log.bad((BadLine) line);
                    log.settledBefore(numbers.firstUnfinished());
                }
            }
            return true;
        }

        @Override
        public ProvisionHubRequest next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            HubLine hub = next;
            next = null;
            numbers.taken(hub.number());
            return hub.request();
        }
    }

    private void take(BulkResult result) {
        long line = numbers.finished(result.position());
        SpkeyException failure = result.failure();
        if (failure != null) {
            failed(line, result.request(), failure);
        } else {
            log.fine(line, row(line, result), result.response() != null);
        }
        log.settledBefore(numbers.firstUnfinished());
    }

    private String row(long line, BulkResult result) {
        ProvisionHubRequest hub = result.request();
        Long first = result.duplicateOf();
        String outcome = Wording.of(result.outcome())
                + (first == null || numbers.of(first) == LineNumbers.UNKNOWN ? "" : " of line " + numbers.of(first));
        ProvisionHubResponse response = result.response();
        return response == null
                ? Table.row(line, hub.hubId(), hub.serial(), outcome)
                : Table.row(
                        line,
                        hub.hubId(),
                        hub.serial(),
                        outcome,
                        response.metadata().attempts(),
                        response.metadata().elapsed());
    }

    private void failed(long line, ProvisionHubRequest hub, SpkeyException failure) {
        boolean wasSent = !(failure instanceof DuplicateHubException);
        String message = failure instanceof DuplicateHubException duplicate
                ? message(duplicate)
                : String.valueOf(failure.getMessage());
        String row = wasSent
                ? Table.row(line, hub.hubId(), hub.serial(), Wording.of(failure), failure.attempts(), failure.elapsed())
                : Table.row(line, hub.hubId(), hub.serial(), "FAILED");
        log.problem(
                new LineProblem(
                        line, HubFields.of(hub), failure.getClass().getSimpleName(), message, failure.requestId()),
                row,
                wasSent);
    }

    /** The exception speaks of positions in the input, and people of lines in the manifest. */
    private String message(DuplicateHubException duplicate) {
        long first = duplicate.inEarlierRun() ? LineNumbers.UNKNOWN : numbers.of(duplicate.firstPosition());
        String where = duplicate.inEarlierRun()
                ? "an earlier run with this journal sent this hub"
                : first == LineNumbers.UNKNOWN ? "an earlier line has this hub" : "line " + first + " has this hub";
        return "not sent: " + where + " with other data, which is what counts; correct one of the two";
    }
}
