package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.examples.factoryline.ManifestLine.BadLine;
import co.spkey.sdk.examples.factoryline.ManifestLine.HubLine;
import co.spkey.sdk.examples.factoryline.SeenHubs.Seen;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import java.util.List;

/** Looks a manifest over and sends nothing. */
final class DryRun {

    private final LineLog log;
    private final SeenHubs seen = new SeenHubs();
    private long hubs;
    private long duplicates;
    private long conflicts;

    DryRun(LineLog log) {
        this.log = log;
    }

    void run(ManifestReader manifest) {
        for (ManifestLine line = manifest.next(); line != null; line = manifest.next()) {
            log.read(manifest, false);
            if (line instanceof HubLine hub) {
                look(hub);
            } else {
                log.bad((BadLine) line);
            }
            log.settledBefore(Long.MAX_VALUE);
        }
    }

    private void look(HubLine line) {
        ProvisionHubRequest hub = line.request();
        Seen before = seen.see(line.number(), hub);
        if (before == null) {
            hubs++;
            log.fine(line.number(), Table.row(line.number(), hub.hubId(), hub.serial(), "would be sent"), true);
        } else if (before.sameData()) {
            duplicates++;
            String outcome = "duplicate of line " + before.line();
            log.fine(line.number(), Table.row(line.number(), hub.hubId(), hub.serial(), outcome), true);
        } else {
            conflicts++;
            log.problem(
                    new LineProblem(
                            line.number(),
                            HubFields.of(hub),
                            "DuplicateHub",
                            "line " + before.line() + " has this hub with other data; correct one of the two",
                            null),
                    Table.row(line.number(), hub.hubId(), hub.serial(), "OTHER DATA"),
                    true);
        }
    }

    boolean isAllFine() {
        return conflicts == 0 && log.badLines() == 0;
    }

    List<String> summary() {
        return List.of("Dry run: nothing was sent. " + hubs + " hubs; bad lines: " + log.badLines()
                + ", hubs that come again with other data: " + conflicts + ", with the same data: " + duplicates);
    }
}
