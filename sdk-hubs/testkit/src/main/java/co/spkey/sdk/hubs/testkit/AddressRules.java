package co.spkey.sdk.hubs.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Judges the request line of a client (PH-REQ-01, -10, -11). */
final class AddressRules {

    /** A whole escape. Which case its digits have doesn't matter (RFC 3986 §6.2.2.1). */
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");

    /** RFC 3986 §2.3. */
    private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]*");

    /** What is meant for one of the two routes, though it may miss it. */
    private static final Pattern MEANT =
            Pattern.compile("/+hubs/(.*)/(ProvisionHub|status)/?", Pattern.CASE_INSENSITIVE);

    private static final Set<String> NOT_ADDRESSABLE = Set.of("", ".", "..");

    private AddressRules() {}

    static List<Problem> problems(ReceivedRequest request, @Nullable HubRoute route) {
        return route == null ? missed(request) : encoding(route.sentId());
    }

    private static List<Problem> encoding(String sentId) {
        List<Problem> problems = new ArrayList<>();
        if (!UNRESERVED.matcher(ESCAPE.matcher(sentId).replaceAll("")).matches()) {
            problems.add(new Problem(
                    "PH-REQ-01",
                    "the hub id's segment " + Shown.quoted(sentId)
                            + " has characters in it that must be percent-encoded: all but A-Z a-z 0-9 - . _ ~"));
        } else if (!PathSegment.isUtf8(sentId)) {
            problems.add(new Problem(
                    "PH-REQ-01", "the hub id's segment " + Shown.quoted(sentId) + " has escapes that aren't UTF-8"));
        }
        return problems;
    }

    /** A request for some other route is none of this contract's business; one that just misses its routes is. */
    private static List<Problem> missed(ReceivedRequest request) {
        Matcher meant = MEANT.matcher(request.rawPath());
        if (!meant.matches()) {
            return List.of();
        }
        String sentId = meant.group(1);
        if (NOT_ADDRESSABLE.contains(PathSegment.decode(sentId))) {
            return List.of(new Problem(
                    "PH-REQ-10",
                    "the hub id " + Shown.quoted(PathSegment.decode(sentId))
                            + " can't be addressed; a client refuses it before it sends anything"));
        }
        if (sentId.contains("/")) {
            return List.of(new Problem(
                    "PH-REQ-01",
                    "the hub id must be one path segment, but " + Shown.quoted(sentId)
                            + " are several; a slash within an id is sent as %2F"));
        }
        return List.of(new Problem(
                "PH-REQ-11",
                "no route has this method and path; the routes are POST /hubs/{id}/ProvisionHub and GET"
                        + " /hubs/{id}/status, in this case and without a slash at the end"));
    }
}
