package co.spkey.sdk.examples.fleetflink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoomTest {

    @Test
    void whoeverBringsAHubWaitsUntilAnotherIsDoneHoweverLongThatTakes() throws InterruptedException {
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
