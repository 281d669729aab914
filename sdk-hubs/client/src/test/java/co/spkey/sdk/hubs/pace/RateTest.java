package co.spkey.sdk.hubs.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RateTest {

    @Test
    void theFirstCallMayBeginAtOnceAndTheNextAfterTheInterval() {
        Rate rate = new Rate(10);
        assertThat(rate.left(5)).isZero();

        rate.taken(5);

        assertThat(rate.left(5)).isEqualTo(100_000_000);
        assertThat(rate.left(100_000_005)).isZero();
    }

    @Test
    void whatWasNotUsedBeforeIsNoCredit() {
        Rate rate = new Rate(10);
        rate.taken(0);
        rate.taken(1_000_000_000);

        assertThat(rate.left(1_000_000_000)).isEqualTo(100_000_000);
    }

    @Test
    void withoutABoundThereIsNoWaiting() {
        Rate rate = new Rate(Double.POSITIVE_INFINITY);
        rate.taken(7);

        assertThat(rate.left(7)).isZero();
    }

    @Test
    void aRateThatIsNoneIsRefused() {
        for (double none : new double[] {0, -1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Rate(none))
                    .withMessage("perSecond must be more than zero: " + none);
        }
    }
}
