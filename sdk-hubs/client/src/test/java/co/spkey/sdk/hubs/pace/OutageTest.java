package co.spkey.sdk.hubs.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutageTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Outage outage = new Outage(Duration.ofSeconds(60));

    private void fail(int times, int hubs) {
        for (int i = 0; i < times; i++) {
            outage.failed("hub-" + i % hubs, 0);
        }
    }

    @Test
    void fiveFailuresOfThreeHubsInARowAreAnOutage() {
        fail(4, 3);
        assertThat(outage.isOpen()).isFalse();

        assertThat(outage.failed("hub-1", 0)).isTrue();
        assertThat(outage.isOpen()).isTrue();
    }

    @Test
    void anyNumberOfFailuresOfTwoHubsIsNone() {
        fail(100, 2);

        assertThat(outage.isOpen()).isFalse();
    }

    @Test
    void anAnswerInBetweenBeginsTheCountAnew() {
        fail(4, 4);
        outage.answered();
        fail(4, 4);

        assertThat(outage.isOpen()).isFalse();
    }

    @Test
    void threeHubsAreEnoughWhenNothingElseIsLeftToBeSent() {
        fail(2, 2);
        assertThat(outage.nothingElseToSend(0)).isFalse();

        outage.failed("hub-2", 0);
        assertThat(outage.nothingElseToSend(0)).isTrue();
        assertThat(outage.isOpen()).isTrue();
    }

    @Test
    void probesComeAfterOneSecondThenTwoThenFourThenEveryFive() {
        fail(5, 5);
        assertThat(outage.probeWait(0)).isEqualTo(SECOND);
        assertThat(outage.probeWait(SECOND)).isZero();

        long[] waits = new long[4];
        for (int i = 0; i < waits.length; i++) {
            outage.probeFailed(0);
            waits[i] = outage.probeWait(0);
        }
        assertThat(waits).containsExactly(2 * SECOND, 4 * SECOND, 5 * SECOND, 5 * SECOND);
    }

    @Test
    void anAnswerEndsIt() {
        fail(5, 5);
        outage.answered();

        assertThat(outage.isOpen()).isFalse();
        assertThat(outage.isHopeless(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void itIsHopelessOnceTheTimeToGiveUpHasPassedSinceItsBeginning() {
        fail(5, 5);
        outage.probeFailed(59 * SECOND);

        assertThat(outage.isHopeless(60 * SECOND - 1)).isFalse();
        assertThat(outage.isHopeless(60 * SECOND)).isTrue();
    }

    @Test
    void aNegativeTimeToGiveUpIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Outage(Duration.ofSeconds(-1)))
                .withMessage("giveUpAfter can't be negative: PT-1S");
    }
}
