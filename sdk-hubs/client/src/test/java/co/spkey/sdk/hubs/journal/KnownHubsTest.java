package co.spkey.sdk.hubs.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.spkey.sdk.hubs.journal.KnownHubs.Known;
import co.spkey.sdk.hubs.journal.KnownHubs.State;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KnownHubsTest {

    private final KnownHubs hubs = new KnownHubs();

    private static Fingerprint hub(int number, String serial) {
        return Fingerprint.of("hub-" + number, serial, "M", null, null);
    }

    @Test
    void anUnknownHubIsNull() {
        assertThat(hubs.find(hub(1, "A"))).isNull();
    }

    @Test
    void aHubIsFoundWithItsPositionAndWhetherItsDataAreTheSame() {
        hubs.put(hub(1, "A"), State.DONE, 12_345_678_901L);

        assertThat(hubs.find(hub(1, "A"))).isEqualTo(new Known(State.DONE, 12_345_678_901L, true));
        assertThat(hubs.find(hub(1, "B"))).isEqualTo(new Known(State.DONE, 12_345_678_901L, false));
    }

    @Test
    void itBehavesLikeAMapThroughGrowthAndRemoval() {
        Random random = new Random(7);
        Map<Integer, Known> model = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            int number = random.nextInt(30_000);
            Fingerprint hub = hub(number, "A");
            if (random.nextInt(3) == 0) {
                hubs.remove(hub);
                model.remove(number);
            } else {
                State state = State.of(1 + random.nextInt(4));
                hubs.put(hub, state, i);
                model.put(number, new Known(state, i, true));
            }
        }
        for (int number = 0; number < 30_000; number++) {
            assertThat(hubs.find(hub(number, "A"))).isEqualTo(model.get(number));
        }
    }

    @Test
    void collidingHubsInOneSegmentStayFindableWhenOneInTheMiddleIsRemoved() {
        KnownHubsSegment segment = new KnownHubsSegment();
        Fingerprint[] same = new Fingerprint[5];
        for (int i = 0; i < same.length; i++) {
            // The same slot of eight for all; the last place of the table for the wrap-around.
            same[i] = new Fingerprint(7 + 8L * i, 0, i);
            segment.put(same[i], State.TAKEN, i);
        }
        segment.remove(same[1]);

        assertThat(segment.find(same[1])).isNull();
        for (int i : new int[] {0, 2, 3, 4}) {
            assertThat(segment.find(same[i])).isEqualTo(new Known(State.TAKEN, i, true));
        }
    }

    @Test
    void aPositionBeyondTheDocumentedRangeIsRefused() {
        assertThatThrownBy(() -> hubs.put(hub(1, "A"), State.TAKEN, 1L << 40))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1099511627776");
    }
}
