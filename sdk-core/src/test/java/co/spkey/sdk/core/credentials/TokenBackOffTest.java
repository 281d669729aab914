package co.spkey.sdk.core.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenBackOffTest {

    private final ManualTokenClock clock = new ManualTokenClock();
    private final TokenBackOff backOff = new TokenBackOff(clock);

    private void failed(@Nullable Duration retryAfter) {
        backOff.failed(TokenFailure.passing("it failed", retryAfter, null));
    }

    private boolean isActive() {
        return backOff.active(clock.nanoTime()) != null;
    }

    /** Moves time on to the end of the pause and tells how long it was. */
    private Duration pause() {
        Duration passed = Duration.ZERO;
        while (isActive()) {
            clock.advance(Duration.ofMillis(500));
            passed = passed.plusMillis(500);
        }
        return passed;
    }

    @Test
    void nobodyIsHeldUpBeforeAnythingFailed() {
        assertThat(isActive()).isFalse();
    }

    @Test
    void thePauseDoublesFromFailureToFailureUpToAMinute() {
        clock.generous();
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            failed(null);
            assertThat(pause()).isEqualTo(Duration.ofSeconds(seconds));
        }
    }

    @Test
    void chanceTakesHalfOfThePauseAtMost() {
        failed(null);
        assertThat(pause()).isEqualTo(Duration.ofMillis(500));
        failed(null);
        assertThat(pause()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aSuccessBeginsAnew() {
        failed(null);
        failed(null);
        backOff.succeeded();

        assertThat(isActive()).isFalse();
        clock.generous();
        failed(null);
        assertThat(pause()).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "90, 90", "300, 300", "301, 300", "86400, 300"})
    void aLongerRetryAfterIsHonouredWithinBounds(long asked, long expected) {
        clock.generous();
        failed(Duration.ofSeconds(asked));
        assertThat(pause()).isEqualTo(Duration.ofSeconds(expected));
    }

    @Test
    void theFailureSaysForHowLongNobodyAsks() {
        clock.generous();
        failed(null);
        clock.advance(Duration.ofMillis(300));

        assertThat(backOff.active(clock.nanoTime()))
                .extracting(TokenFailure::what)
                .isEqualTo("it failed; not asked again for another 700 ms, so as to spare the server");
    }
}
