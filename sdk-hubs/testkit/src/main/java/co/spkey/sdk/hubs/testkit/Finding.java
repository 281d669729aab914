package co.spkey.sdk.hubs.testkit;

import org.jspecify.annotations.Nullable;

/**
 * What became of one clause on one target. Holds no secret of the target.
 *
 * <p>Made by {@link ContractRun}. More components may come in a minor version, so build none of your own.
 *
 * @param clause the clause
 * @param outcome whether it holds
 * @param expected what the contract demands; null unless it is broken
 * @param got what came instead; null unless it is broken
 * @param reason why it wasn't tried; null if it was
 * @since 1.0
 */
public record Finding(
        Clause clause,
        Outcome outcome,
        @Nullable String expected,
        @Nullable String got,
        @Nullable String reason) {

    /**
     * What can become of a clause.
     *
     * @since 1.0
     */
    public enum Outcome {
        /** The target keeps it. */
        HOLDS,
        /** The target doesn't keep it. */
        BROKEN,
        /** It couldn't be checked there. */
        NOT_TRIED
    }

    private static final String AN_ANSWER = "an answer";

    static Finding holds(Clause clause) {
        return new Finding(clause, Outcome.HOLDS, null, null, null);
    }

    static Finding broken(Clause clause, String expected, String got) {
        return new Finding(clause, Outcome.BROKEN, expected, got, null);
    }

    static Finding unanswered(Clause clause, String why) {
        return broken(clause, AN_ANSWER, "none: " + why);
    }

    static Finding notTried(Clause clause, String reason) {
        return new Finding(clause, Outcome.NOT_TRIED, null, null, reason);
    }

    /** {@return whether it is broken because no answer came at all: perhaps nobody is there} */
    public boolean isUnanswered() {
        return AN_ANSWER.equals(expected);
    }

    /** {@return clause and outcome in one line} */
    @Override
    public String toString() {
        return clause + ": "
                + switch (outcome) {
                    case HOLDS -> "holds";
                    case BROKEN -> "broken: expected " + expected + ", got " + got;
                    case NOT_TRIED -> "not tried: " + reason;
                };
    }
}
