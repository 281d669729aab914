package co.spkey.sdk.hubs.testkit.cli;

import co.spkey.sdk.hubs.testkit.Clause;
import co.spkey.sdk.hubs.testkit.ContractTarget;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a run verifies. Closing it stops the server that was started for the run, if any. */
final class VerifiedTarget implements AutoCloseable {

    private static final String SPARE_THING = "spare-thing";

    private final ContractTarget target;
    private final @Nullable ReferenceServer inside;

    private VerifiedTarget(ContractTarget target, @Nullable ReferenceServer inside) {
        this.target = target;
        this.inside = inside;
    }

    static VerifiedTarget elsewhere(ContractTarget target) {
        return new VerifiedTarget(target, null);
    }

    /**
     * Starts a reference server on which every clause can be tried.
     *
     * @param hubIds the hub ids to use; empty for some that are made up, since nothing outlives the server
     */
    static VerifiedTarget inside(List<String> hubIds) {
        String[] ids = (hubIds.isEmpty() ? madeUp() : hubIds).toArray(String[]::new);
        ReferenceServer server = ReferenceServer.builder()
                .strictThings(SPARE_THING)
                .strictThings(ids)
                .start();
        ContractTarget target = ContractTarget.at(server.baseUrl())
                .apiKey(ReferenceServer.DEFAULT_API_KEY)
                .bearerToken(ReferenceServer.DEFAULT_BEARER_TOKEN)
                .allowWrites(ids)
                .spareThing(SPARE_THING)
                .missingThing("missing-thing")
                .build();
        return new VerifiedTarget(target, server);
    }

    ContractTarget target() {
        return target;
    }

    /** Returns how many fresh hub ids a run uses up at most. */
    int hubIdsNeeded() {
        return Clause.hubIdsNeeded(Clause.all().stream()
                .filter(clause -> target.obstacleTo(clause) == null)
                .toList());
    }

    boolean isInside() {
        return inside != null;
    }

    /** Returns its name for a report. */
    String shown() {
        return isInside()
                ? "the reference server of this program"
                : target.baseUrl().toString();
    }

    @Override
    public void close() {
        if (inside != null) {
            inside.close();
        }
    }

    private static List<String> madeUp() {
        return IntStream.rangeClosed(1, Clause.hubIdsNeeded(Clause.all()))
                .mapToObj(number -> "hub-" + number)
                .toList();
    }
}
