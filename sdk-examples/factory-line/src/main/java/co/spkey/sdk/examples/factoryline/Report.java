package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.examples.factoryline.ManifestLine.BadLine;
import co.spkey.sdk.examples.factoryline.ManifestLine.HubLine;
import co.spkey.sdk.hubs.ProvisionHubResponse;
import java.time.Duration;
import java.util.List;

/** Tells line by line what became of the hubs, and at the end how many came to which end. */
final class Report {

    private final Display display;
    private final List<String> closing;
    private final Tally tally = new Tally();
    private long hubs = Manifest.UNKNOWN;
    private boolean complete = true;
    private boolean ended;

    /** Begins a report that ends with the closing lines, whatever the run comes to. */
    Report(Display display, List<String> closing) {
        this.display = display;
        this.closing = closing;
    }

    synchronized void begin(long ofSoMany) {
        hubs = ofSoMany;
        Table.header().forEach(display::println);
        display.begin(hubs);
    }

    synchronized void provisioned(HubLine line, ProvisionHubResponse response) {
        tally.provisioned(response.outcome());
        row(Table.row(
                line.number(),
                line.hubId(),
                line.request().serial(),
                Wording.of(response.outcome()),
                response.metadata().attempts(),
                response.metadata().elapsed()));
    }

    synchronized void failed(HubLine line, SpkeyException failure) {
        tally.failed();
        row(
                Table.row(
                        line.number(),
                        line.hubId(),
                        line.request().serial(),
                        failure.outcomeUnknown() ? "FAILED, but may exist" : "FAILED",
                        failure.attempts(),
                        failure.elapsed()),
                String.valueOf(failure.getMessage()));
    }

    synchronized void bad(BadLine line) {
        tally.badLine();
        row(Table.row(line.number(), line.hubId(), "BAD LINE"), line.reason());
    }

    private void row(String row, String... below) {
        if (ended) {
            return;
        }
        display.println(row);
        for (String text : below) {
            Table.below(text).forEach(display::println);
        }
        display.advance();
    }

    /** Not all lines were sent, since it had become pointless. */
    synchronized void gaveUp(int failures, long lastLine) {
        complete = false;
        if (!ended) {
            display.println("Gave up after " + failures + " failures in a row that are not about single hubs; "
                    + "no hub after line " + lastLine + " was sent.");
        }
    }

    /** The summary of a run that came to its end. */
    synchronized void end(Duration elapsed) {
        close(tally + "; " + Table.text(elapsed));
    }

    /** The summary of a run that was told to stop; nothing is shown after it. */
    synchronized void stopped() {
        complete = false;
        close(
                "Stopped after " + tally.lines() + (hubs == Manifest.UNKNOWN ? "" : " of " + hubs) + " hubs; up to "
                        + ProvisioningRun.IN_FLIGHT + " more may have been provisioned.",
                tally.toString());
    }

    private void close(String... summary) {
        if (ended) {
            return;
        }
        ended = true;
        display.end();
        display.println("-".repeat(Table.COLUMNS));
        for (String line : summary) {
            display.println(line);
        }
        if (tally.hasAlreadyProvisioned()) {
            display.println(
                    "Hubs that were already provisioned keep their first data; it was not compared with the manifest.");
        }
        if (!isAllProvisioned()) {
            display.println("Running the manifest again is safe: hubs that are provisioned stay as they are.");
        }
        closing.forEach(display::println);
    }

    synchronized boolean isAllProvisioned() {
        return complete && tally.isAllProvisioned();
    }
}
