package co.spkey.sdk.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.core.retry.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryDecisionTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private final RetryBudget budget = new RetryBudget(500);

    private static long highest(long bound) {
        return bound;
    }

    private static long lowest(long bound) {
        return Math.min(0, bound);
    }

    private static long random(long bound) {
        return ThreadLocalRandom.current().nextLong(bound + 1);
    }

    private RetryDecision decision(RetryPolicy policy, LongUnaryOperator random) {
        return new RetryDecision(policy, budget, random);
    }

    private static AttemptFailure failure(AttemptFailure.Kind kind, @Nullable Duration retryAfter) {
        return AttemptFailure.builder(kind, "it failed")
                .retryable(true)
                .retryAfter(retryAfter)
                .build();
    }

    private static AttemptFailure unavailable() {
        return failure(AttemptFailure.Kind.STATUS, null);
    }

    @Test
    void doublesTheBoundOfTheWaitUpToTheLongest() {
        RetryPolicy policy = RetryPolicy.builder().maxAttempts(8).build();
        RetryDecision decision = decision(policy, RetryDecisionTest::highest);

        List<Long> bounds = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Duration wait = decision.after(unavailable(), LIMIT, LIMIT);
            bounds.add(wait == null ? -1 : wait.toMillis());
        }

        assertThat(bounds).containsExactly(200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L);
        assertThat(decision.after(unavailable(), LIMIT, LIMIT)).isNull();
        assertThat(decision.refusal())
                .as("nothing to say: the attempts are used up")
                .isNull();
    }

    @Test
    void spreadsTheWaitOverAllOfItsBound() {
        RetryPolicy policy = RetryPolicy.builder()
                .baseDelay(Duration.ofSeconds(4))
                .maxDelay(Duration.ofSeconds(4))
                .build();
        int samples = 10_000;
        long sum = 0;
        int atTheCap = 0;
        int low = 0;
        for (int i = 0; i < samples; i++) {
            Duration wait = new RetryDecision(policy, new RetryBudget(500), RetryDecisionTest::random)
                    .after(unavailable(), LIMIT, LIMIT);
            assertThat(wait).isNotNull().isBetween(Duration.ZERO, Duration.ofSeconds(4));
            long millis = wait == null ? 0 : wait.toMillis();
            sum += millis;
            atTheCap += millis == 4000 ? 1 : 0;
            low += millis < 400 ? 1 : 0;
        }
        assertThat(sum / samples).isBetween(1900L, 2100L);
        assertThat(atTheCap).isLessThanOrEqualTo(samples / 100);
        assertThat(low).as("of a tenth of the range").isBetween(800, 1200);
    }

    @Test
    void doesNotRetryWhatCannotGetBetter() {
        AttemptFailure hopeless =
                AttemptFailure.builder(AttemptFailure.Kind.STATUS, "no").build();
        RetryDecision decision = decision(RetryPolicy.standard(), RetryDecisionTest::lowest);

        assertThat(decision.after(hopeless, LIMIT, LIMIT)).isNull();
        assertThat(decision.refusal()).isEqualTo("not tried again, which would not help");
        assertThat(budget.left()).isEqualTo(500);
    }

    @Test
    void neverRetriesWithAPolicyOfOneAttempt() {
        assertThat(decision(RetryPolicy.none(), RetryDecisionTest::lowest).after(unavailable(), LIMIT, LIMIT))
                .isNull();
        assertThat(budget.left()).isEqualTo(500);
    }

    @ParameterizedTest(name = "Retry-After {0} ms, jitter up to {1} ms, {2} ms left")
    @CsvSource({
        "2000, 200, 30000, 2000, 2200",
        "0, 200, 30000, 0, 200",
        "2000, 0, 30000, 2000, 2000",
        "900, 200, 1000, 900, 950"
    })
    void waitsAtLeastAsLongAsAsked(long asked, long base, long left, long lowest, long highest) {
        RetryPolicy policy =
                RetryPolicy.builder().baseDelay(Duration.ofMillis(base)).build();
        AttemptFailure failure = failure(AttemptFailure.Kind.STATUS, Duration.ofMillis(asked));

        assertThat(decision(policy, RetryDecisionTest::lowest).after(failure, Duration.ofMillis(left), LIMIT))
                .isEqualTo(Duration.ofMillis(lowest));
        assertThat(decision(policy, RetryDecisionTest::highest).after(failure, Duration.ofMillis(left), LIMIT))
                .isEqualTo(Duration.ofMillis(highest));
    }

    @Test
    void waitsForADateToTheNanosecond() {
        RetryPolicy policy = RetryPolicy.builder().baseDelay(Duration.ZERO).build();
        AttemptFailure failure = failure(AttemptFailure.Kind.STATUS, Duration.ofNanos(1_500_000_001));

        assertThat(decision(policy, RetryDecisionTest::highest).after(failure, LIMIT, LIMIT))
                .isEqualTo(Duration.ofMillis(1501));
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000", "1001, 1000", "1, 0", "86400000, 29000"})
    void refusesAWaitThatLeavesNoTimeAndSaysSo(long asked, long left) {
        RetryDecision decision = decision(RetryPolicy.standard(), RetryDecisionTest::lowest);

        assertThat(decision.after(
                        failure(AttemptFailure.Kind.STATUS, Duration.ofMillis(asked)), Duration.ofMillis(left), LIMIT))
                .isNull();
        assertThat(decision.refusal()).startsWith("Retry-After ").endsWith(" left of the call's 30 s");
        assertThat(budget.left()).isEqualTo(500);
    }

    @Test
    void speaksOfNoNegativeTime() {
        RetryDecision decision = decision(RetryPolicy.standard(), RetryDecisionTest::lowest);

        assertThat(decision.after(unavailable(), Duration.ofMillis(-7), LIMIT)).isNull();
        assertThat(decision.refusal()).isEqualTo("the next attempt exceeds the 0 ms left of the call's 30 s");
    }

    @Test
    void takesMoreAfterATimeoutAndNothingAfterARetryAfter() {
        decision(RetryPolicy.standard(), RetryDecisionTest::lowest).after(unavailable(), LIMIT, LIMIT);
        assertThat(budget.left()).isEqualTo(495);
        decision(RetryPolicy.standard(), RetryDecisionTest::lowest)
                .after(failure(AttemptFailure.Kind.CONNECTION, null), LIMIT, LIMIT);
        assertThat(budget.left()).isEqualTo(490);
        decision(RetryPolicy.standard(), RetryDecisionTest::lowest)
                .after(failure(AttemptFailure.Kind.TIMEOUT, null), LIMIT, LIMIT);
        assertThat(budget.left()).isEqualTo(480);
        decision(RetryPolicy.standard(), RetryDecisionTest::lowest)
                .after(failure(AttemptFailure.Kind.STATUS, Duration.ZERO), LIMIT, LIMIT);
        assertThat(budget.left()).isEqualTo(480);
    }

    @Test
    void givesBackWhatACallTookOrOneForASuccessAtOnce() {
        RetryDecision retried = decision(RetryPolicy.standard(), RetryDecisionTest::lowest);
        retried.after(unavailable(), LIMIT, LIMIT);
        retried.after(failure(AttemptFailure.Kind.TIMEOUT, null), LIMIT, LIMIT);
        assertThat(budget.left()).isEqualTo(485);
        RetryDecision failed = decision(RetryPolicy.standard(), RetryDecisionTest::lowest);
        failed.after(unavailable(), LIMIT, LIMIT);
        assertThat(budget.left()).isEqualTo(480);

        retried.succeeded();
        assertThat(budget.left()).isEqualTo(495);
        budget.succeededAtOnce();
        assertThat(budget.left()).isEqualTo(496);
    }

    @Test
    void refusesWhatTheBudgetCannotPayAndSaysSo() {
        RetryBudget poor = new RetryBudget(7);
        RetryDecision decision = new RetryDecision(RetryPolicy.standard(), poor, RetryDecisionTest::lowest);
        assertThat(decision.after(unavailable(), LIMIT, LIMIT)).isNotNull();

        assertThat(decision.after(unavailable(), LIMIT, LIMIT)).isNull();
        assertThat(decision.refusal())
                .isEqualTo(
                        "the retry costs 5 and exceeds the client's remaining retry budget of 2/7, so as to spare the"
                                + " backend");
        assertThat(poor.left()).isEqualTo(2);
    }
}
