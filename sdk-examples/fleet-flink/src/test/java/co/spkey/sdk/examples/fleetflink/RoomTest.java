package co.spkey.sdk.examples.fleetflink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoomTest {

    @Test
    void whoeverBringsAHubWaitsUntilAnotherIsDone() throws InterruptedException {
        AtomicInteger moments = new AtomicInteger();
        Room[] room = new Room[1];
        room[0] = new Room(1, () -> {
            if (moments.incrementAndGet() == 3) {
                room[0].giveBack();
            }
            return false;
        });
        assertThat(room[0].take()).isTrue();

        assertThat(room[0].await()).isTrue();
        assertThat(moments).hasValue(3);
    }

    /** The hubs that were taken in without room may all be done before one that has some. */
    @Test
    void nobodyIsHeldBackForLong() throws InterruptedException {
        AtomicInteger moments = new AtomicInteger();
        Room room = new Room(1, () -> moments.incrementAndGet() < 0);
        assertThat(room.take()).isTrue();

        assertThat(room.await()).isFalse();
        assertThat(moments).hasValue(Room.MOST_MOMENTS - 1);
    }

    @Test
    void whileTheBackendIsWaitedForOneMoreIsTakenInWithoutRoom() throws InterruptedException {
        Room room = new Room(1, () -> true);

        assertThat(room.await()).isTrue();
        assertThat(room.await()).isFalse();
        room.giveBack();
        assertThat(room.take()).isTrue();
        assertThat(room.take()).isFalse();
    }
}
