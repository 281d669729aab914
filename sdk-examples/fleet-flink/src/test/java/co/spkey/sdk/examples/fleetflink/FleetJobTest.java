package co.spkey.sdk.examples.fleetflink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class FleetJobTest {

    @Test
    void noCheckpointThatFailsOrComesTooLateRestartsTheJob() {
        StreamExecutionEnvironment engine = StreamExecutionEnvironment.createLocalEnvironment(1);

        FleetJob.configure(engine, Duration.ofSeconds(10));

        assertThat(engine.getCheckpointConfig().getTolerableCheckpointFailureNumber())
                .isEqualTo(Integer.MAX_VALUE);
    }
}
