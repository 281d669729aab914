package co.spkey.sdk.hubs.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the checks of a {@link ReferenceServerExtension} find on a server after a test. */
final class ServerFindings {

    /** A test that does one thing wrong a thousand times needs no thousand lines. */
    private static final int MOST_EACH = 20;

    private final ReferenceServer server;
    private final Set<ServerCheck> checks;

    ServerFindings(ReferenceServer server, Set<ServerCheck> checks) {
        this.server = server;
        this.checks = checks;
    }

    /** Returns the lines of the message; none when everything is in order. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        add(lines, ServerCheck.NO_VIOLATIONS, "The client broke the wire contract", server.violations());
        add(lines, ServerCheck.ALL_FAULTS_USED, "Scripted faults never struck", unusedFaults());
        add(lines, ServerCheck.ONLY_KNOWN_ROUTES, "Requests arrived that no route knows", strayRequests());
        return lines;
    }

    private void add(List<String> lines, ServerCheck check, String title, List<?> findings) {
        if (findings.isEmpty() || !checks.contains(check)) {
            return;
        }
        lines.add(title + " (to allow it: without " + check + "):");
        findings.stream().limit(MOST_EACH).forEach(finding -> lines.add("  " + finding));
        if (findings.size() > MOST_EACH) {
            lines.add("  and " + (findings.size() - MOST_EACH) + " more");
        }
    }

    private List<String> unusedFaults() {
        return server.faults().unused().stream()
                .map(unused -> unused.fault() + ", " + unused.remaining() + " more times"
                        + (unused.hubId() == null ? "" : ", for hub " + unused.hubId()))
                .toList();
    }

    private List<String> strayRequests() {
        return server.requests().all().stream()
                .filter(request -> HubRoute.of(request.method(), request.path()) == null
                        && !OpenApiDocument.isAskedFor(request.method(), request.path()))
                .map(request -> Shown.line(request.toString(), 200))
                .toList();
    }
}
