package co.spkey.sdk.hubs.testkit;

import java.util.List;
import java.util.Map;

/**
 * An error for one hub that can be answered in any shape.
 *
 * @param version the hub's version of now, 0 when there is no hub
 */
record ShapedError(Fault.ErrorAnswer fault, String sentId, int version) {

    /** The framework's codes are its own, not the status (E2b). */
    private static final Map<Integer, Integer> FRAMEWORK_CODES = Map.ofEntries(
            Map.entry(401, 7003),
            Map.entry(403, 7004),
            Map.entry(404, 7002),
            Map.entry(405, 7005),
            Map.entry(409, 7006),
            Map.entry(422, 7007),
            Map.entry(429, 7008),
            Map.entry(502, 7010),
            Map.entry(503, 7011),
            Map.entry(504, 7012));

    private static final int GENERAL_FRAMEWORK_CODE = 7000;

    private static final Map<Integer, String> AGGREGATE_ERRORS = Map.of(
            400, "BusinessRuleViolationError",
            401, "UnauthorizedError",
            403, "ForbiddenError",
            404, "AggregateNotFoundError");

    Answer answer() {
        Answer shaped = shaped(fault.status());
        return fault.retryAfter() == null ? shaped : shaped.with("Retry-After", fault.retryAfter());
    }

    private Answer shaped(int status) {
        String message = message();
        return switch (fault.shape()) {
            case E1 -> ErrorAnswers.e1(status, StatusPhrase.name(status), message);
            case E2 -> ErrorAnswers.e2(status, List.of(new ProvisionSchema.Issue(message, List.of("body", "serial"))));
            case E2B -> ErrorAnswers.e2b(status, FRAMEWORK_CODES.getOrDefault(status, GENERAL_FRAMEWORK_CODE), message);
            case E3 -> thrownInAggregate(status, message);
            case E3B -> ErrorAnswers.e3b(status, message);
            case E4 -> ErrorAnswers.e4(status, message, Integer.toHexString(sentId.hashCode()));
            case E5 -> ErrorAnswers.e5(status, message, sentId, version);
            case E6 -> ErrorAnswers.e6(status, message);
            case E7_TEXT -> ErrorAnswers.e7(status, status + " " + message);
            case E7_HTML -> ErrorAnswers.e7Html(status, status + " " + message);
            case E7_EMPTY -> ErrorAnswers.e7Empty(status);
            case E8 -> ErrorAnswers.e8(status, StatusPhrase.of(status), message);
        };
    }

    private Answer thrownInAggregate(int status, String message) {
        String name = AGGREGATE_ERRORS.get(status);
        return name == null
                ? ErrorAnswers.e3Unexpected(status, message)
                : ErrorAnswers.e3(status, name, message, sentId);
    }

    private String message() {
        if (fault.message() != null) {
            return fault.message();
        }
        return switch (fault.shape()) {
            case E2 -> "Invalid input: expected string, received undefined";
            case E4 -> "Aggregate temporarily unavailable, please retry";
            case E5 -> "Event applied but side effects failed: mqtt down";
            default -> StatusPhrase.of(fault.status());
        };
    }
}
