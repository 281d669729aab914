package co.spkey.sdk.hubs.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdaptiveLimitTest {

    private final AdaptiveLimit limit = new AdaptiveLimit(16, Duration.ofSeconds(100));

    @Test
    void beginsAtItsMost() {
        assertThat(limit.limit()).isEqualTo(16);
    }

    @Test
    void anOverloadHalvesIt() {
        limit.overloaded(0, 10);

        assertThat(limit.limit()).isEqualTo(8);
    }

    @Test
    void whatWasSentBeforeTheLastDecreaseHalvesItOnceOnly() {
        limit.overloaded(0, 10);
        limit.overloaded(5, 11);
        limit.overloaded(9, 12);

        assertThat(limit.limit()).isEqualTo(8);
    }

    @Test
    void whatWasSentAfterTheLastDecreaseHalvesItAgain() {
        limit.overloaded(0, 10);
        limit.overloaded(10, 20);

        assertThat(limit.limit()).isEqualTo(4);
    }

    @Test
    void itNeverFallsBelowOne() {
        for (int i = 0; i < 10; i++) {
            limit.overloaded(i, i);
        }

        assertThat(limit.limit()).isEqualTo(1);
    }

    @Test
    void aRoundOfSuccessesAddsOneUpToTheMost() {
        limit.overloaded(0, 0);
        for (int i = 0; i < 9; i++) {
            limit.succeeded();
        }
        assertThat(limit.limit()).isEqualTo(9);

        for (int i = 0; i < 1000; i++) {
            limit.succeeded();
        }
        assertThat(limit.limit()).isEqualTo(16);
    }

    @Test
    void aRetryAfterHoldsEverythingBackUntilItHasPassed() {
        limit.holdBack(Duration.ofNanos(30), 100);

        assertThat(limit.holdLeft(100)).isEqualTo(30);
        assertThat(limit.holdLeft(129)).isEqualTo(1);
        assertThat(limit.holdLeft(130)).isZero();
    }

    @Test
    void aShorterRetryAfterDoesNotShortenALongerOne() {
        limit.holdBack(Duration.ofNanos(30), 100);
        limit.holdBack(Duration.ofNanos(5), 101);

        assertThat(limit.holdLeft(101)).isEqualTo(29);
    }

    @Test
    void aRetryAfterIsObeyedForTheLongestHoldOnly() {
        limit.holdBack(Duration.ofHours(24), 0);

        assertThat(limit.holdLeft(0)).isEqualTo(Duration.ofSeconds(100).toNanos());
    }

    @Test
    void aClockThatBeginsBelowZeroIsFine() {
        limit.overloaded(Long.MIN_VALUE + 1, Long.MIN_VALUE + 2);
        limit.holdBack(Duration.ofNanos(10), Long.MIN_VALUE);

        assertThat(limit.limit()).isEqualTo(8);
        assertThat(limit.holdLeft(Long.MIN_VALUE + 3)).isEqualTo(7);
    }

    @Test
    void aLimitThatLetsNothingThroughAndATimeThatIsNoneAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AdaptiveLimit(0, Duration.ZERO))
                .withMessage("most must be 1 or more: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AdaptiveLimit(1, Duration.ofSeconds(-1)))
                .withMessage("longestHold can't be negative: PT-1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limit.holdBack(Duration.ofSeconds(-1), 0))
                .withMessage("retryAfter can't be negative: PT-1S");
    }

    @Test
    void aTimeThatNoClockCanTellIsCutShort() {
        AdaptiveLimit patient = new AdaptiveLimit(1, Duration.ofSeconds(Long.MAX_VALUE));

        patient.holdBack(Duration.ofSeconds(Long.MAX_VALUE), Long.MAX_VALUE - 1);

        assertThat(Duration.ofNanos(patient.holdLeft(Long.MAX_VALUE - 1))).isEqualTo(Duration.ofDays(36_500));
    }
}
