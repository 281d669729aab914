package co.spkey.sdk.hubs;

import co.spkey.sdk.hubs.journal.Fingerprint;
import co.spkey.sdk.hubs.journal.KnownHubs;
import co.spkey.sdk.hubs.journal.KnownHubs.Known;
import co.spkey.sdk.hubs.journal.KnownHubs.State;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes requests from the input and tells which of them are to be sent. Belongs to the run's thread. */
final class BulkIntake {

    private final Supplier<Iterator<ProvisionHubRequest>> source;
    private final KnownHubs known;
    private final boolean dedupe;
    private final Consumer<BulkResult> atOnce;
    private @Nullable Iterator<ProvisionHubRequest> requests;
    private long taken;
    private boolean exhausted;

    /**
     * Makes an intake.
     *
     * @param known what earlier runs did; with {@code dedupe}, learns what this run takes on
     * @param atOnce gets the results of what need not be sent
     */
    BulkIntake(
            Supplier<Iterator<ProvisionHubRequest>> source,
            KnownHubs known,
            boolean dedupe,
            Consumer<BulkResult> atOnce) {
        this.source = source;
        this.known = known;
        this.dedupe = dedupe;
        this.atOnce = atOnce;
    }

    /** Whether the input is known to have ended. */
    boolean isExhausted() {
        return exhausted;
    }

    /** How many requests have been taken. */
    long taken() {
        return taken;
    }

    /**
     * Takes one request.
     *
     * @return the hub to be sent, or null when there was none or its result is known already
     * @throws RuntimeException what the source threw
     */
    @Nullable
    BulkHub next() {
        Iterator<ProvisionHubRequest> input = requests;
        if (input == null) {
            // Not before: what the caller's code throws here must end a run in order.
            input = source.get();
            requests = input;
        }
        if (!input.hasNext()) {
            exhausted = true;
            return null;
        }
        ProvisionHubRequest request = input.next();
        if (request == null) {
            throw new NullPointerException("the input has null at position " + taken);
        }
        long position = taken++;
        Fingerprint hub = Fingerprint.of(
                request.hubId(), request.serial(), request.model(), request.thingName(), request.vendorName());
        Known before = known.find(hub);
        if (before == null || (before.sameData() && before.state() == State.IN_DOUBT)) {
            remember(hub, position);
            return new BulkHub(position, request, hub, before != null);
        }
        atOnce.accept(result(request, hub, position, before));
        return null;
    }

    private BulkResult result(ProvisionHubRequest request, Fingerprint hub, long position, Known before) {
        boolean inThisRun = before.state() == State.TAKEN;
        if (!before.sameData()) {
            return BulkResult.refused(
                    position,
                    request,
                    DuplicateHubException.of(request.hubId(), position, before.position(), !inThisRun));
        }
        if (inThisRun) {
            return BulkResult.duplicate(position, request, before.position());
        }
        remember(hub, position);
        return BulkResult.earlierRun(position, request, before.state() == State.DONE_AND_VERIFIED);
    }

    private void remember(Fingerprint hub, long position) {
        if (dedupe) {
            known.put(hub, State.TAKEN, position);
        }
    }
}
