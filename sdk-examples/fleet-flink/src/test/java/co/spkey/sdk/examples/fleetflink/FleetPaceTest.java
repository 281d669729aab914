package co.spkey.sdk.examples.fleetflink;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FleetPaceTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final FleetSettings SETTINGS = FleetSettings.at(
                    URI.create("http://localhost"), WorkerCredentials.ENVIRONMENT)
            .withConcurrency(8)
            .withGiveUpAfter(Duration.ofMinutes(1));

    @Test
    void eachSubtaskHasItsShareOfTheRate() {
        FleetPace pace = new FleetPace(SETTINGS.withMaxPerSecond(100), 4);
        pace.sent(0);

        assertThat(pace.untilNext(0, 0)).isEqualTo(SECOND / 25);
        assertThat(pace.untilNext(0, SECOND / 25)).isZero();
    }

    @Test
    void anOverloadHalvesWhatIsInFlightAndHoldsBackAsLongAsWasAskedFor() {
        FleetPace pace = new FleetPace(SETTINGS, 1);
        assertThat(pace.untilNext(7, 0)).isZero();

        pace.overloaded(0, Duration.ofSeconds(3), 0);

        assertThat(pace.untilNext(0, 0)).isEqualTo(3 * SECOND);
        assertThat(pace.isHeldBack(0)).isTrue();
        assertThat(pace.isHeldBack(3 * SECOND)).isFalse();
        assertThat(pace.untilNext(3, 3 * SECOND)).isZero();
        assertThat(pace.untilNext(4, 3 * SECOND))
                .as("depends on what is in flight")
                .isNegative();
    }

    @Test
    void duringAnOutageOneProbeAtATimeIsSentAndItsAnswerAloneEndsIt() {
        FleetPace pace = new FleetPace(SETTINGS, 1);
        for (int hub = 0; hub < 5; hub++) {
            pace.failed("hub-" + hub, false, 0);
        }
        assertThat(pace.isOutage()).isTrue();
        assertThat(pace.untilNext(0, 0)).isEqualTo(SECOND);

        assertThat(pace.sent(SECOND)).as("a probe").isTrue();
        assertThat(pace.untilNext(1, SECOND)).isNegative();
        pace.answered(false, true);
        assertThat(pace.isOutage()).as("what was sent before doesn't count").isTrue();
        pace.answered(true, true);
        assertThat(pace.isOutage()).isFalse();
    }

    @Test
    void anOutageIsHopelessAfterTheTimeToGiveUpButNotWhileAProbeIsUnderWay() {
        FleetPace pace = new FleetPace(SETTINGS, 1);
        for (int hub = 0; hub < 5; hub++) {
            pace.failed("hub-" + hub, false, 0);
        }
        assertThat(pace.isHopeless(59 * SECOND)).isFalse();

        pace.sent(59 * SECOND);
        assertThat(pace.isHopeless(60 * SECOND)).isFalse();
        pace.failed("hub-0", true, 61 * SECOND);
        assertThat(pace.isHopeless(61 * SECOND)).isTrue();
    }
}
