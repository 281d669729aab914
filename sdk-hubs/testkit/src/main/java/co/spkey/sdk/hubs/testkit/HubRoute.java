package co.spkey.sdk.hubs.testkit;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which hub a request is for and what it asks of it. Routes are exact (PH-REQ-11).
 *
 * @param sentId the path segment as it was sent, still encoded: what answers echo (PH-RES-09)
 * @param hubId the decoded segment: what identifies the hub (PH-REQ-10)
 */
record HubRoute(String sentId, String hubId, Action action) {

    /** What can be asked of a hub. */
    enum Action {
        PROVISION,
        STATUS
    }

    private static final Map<String, Action> ACTIONS =
            Map.of("POST ProvisionHub", Action.PROVISION, "GET status", Action.STATUS);

    /** Ids that URL normalisation removes, so that no request for them arrives (PH-REQ-10). */
    private static final Set<String> NOT_ADDRESSABLE = Set.of("", ".", "..");

    /**
     * Returns the route of a request, or null when there is none.
     *
     * @param rawPath the path as it was sent, without the query
     */
    static @Nullable HubRoute of(String method, String rawPath) {
        String[] segments = rawPath.split("/", -1);
        if (segments.length != 4 || !segments[0].isEmpty() || !segments[1].equals("hubs")) {
            return null;
        }
        Action action = ACTIONS.get(method + " " + segments[3]);
        String hubId = PathSegment.decode(segments[2]);
        if (action == null || NOT_ADDRESSABLE.contains(hubId)) {
            return null;
        }
        return new HubRoute(segments[2], hubId, action);
    }
}
