package co.spkey.sdk.hubs.testkit;

/**
 * Something that a client sent against the wire contract.
 *
 * <p>Made by {@link ReferenceServer#violations()}. Neither {@link #problem()} nor {@link #toString()} shows a secret. More
 * components may come in a minor version, so build none of your own.
 *
 * @param clauseId the clause that was broken, for example {@code PH-REQ-07}
 * @param request the request that broke it
 * @param number which of the server's requests it is, from 1, in the order of arrival
 * @param problem what was wrong, and how it would be right
 * @since 1.0
 */
public record Violation(String clauseId, RecordedRequest request, long number, String problem) {

    /** {@return clause, request and problem in one line} */
    @Override
    public String toString() {
        return clauseId + ": " + problem + " (request " + number + ", " + Shown.line(request.method()) + " "
                + Shown.line(request.path(), 200) + ")";
    }
}
