package co.spkey.sdk.examples.factoryline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final AtomicLong time = new AtomicLong();

    @Test
    void whatAnEarlierRunDidSaysNothingAboutTheSpeed() {
        Progress progress = new Progress(1_000, 1, time::get);
        for (int i = 0; i < 500; i++) {
            progress.done(false);
        }
        time.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(progress.remaining()).isNull();
        assertThat(progress).hasToString("500 of 1000");

        for (int i = 0; i < 101; i++) {
            progress.done(true);
            time.addAndGet(i == 100 ? 0 : Duration.ofMillis(100).toNanos());
        }
        assertThat(progress.remaining()).isEqualTo(Duration.ofMillis(39_900).plusMillis(100));
        assertThat(progress).hasToString("601 of 1000, 10/s, 40 s left");
    }

    @Test
    void theNumberOfLinesIsEstimatedFromTheSizeUntilTheEndIsSeen() throws IOException {
        String manifest = IntStream.range(0, 2_000)
                .mapToObj(i -> "hüb-" + i + ",S-" + i + ",M\n")
                .collect(Collectors.joining("", "hubId,serial,model\n", ""));
        byte[] bytes = manifest.getBytes(UTF_8);
        Progress progress = new Progress(Manifest.UNKNOWN, bytes.length, time::get);
        try (ManifestReader reader =
                new CsvManifestReader(new TextLines(new ByteArrayInputStream(bytes)), "line.csv")) {
            for (int i = 0; i < 1_000; i++) {
                assertThat(reader.next()).isNotNull();
            }
            progress.read(reader, false);
            assertThat(progress.total()).isBetween(1_900L, 2_300L);
            assertThat(progress.toString()).startsWith("0 of about ");
            for (int i = 1_000; i < 2_000; i++) {
                assertThat(reader.next()).isNotNull();
            }
            assertThat(reader.next()).isNull();
            progress.read(reader, true);
        }
        assertThat(progress.total()).isEqualTo(2_000);
        assertThat(progress).hasToString("0 of 2000");
    }

    @Test
    void afterAnOutageTheSpeedIsSoonThatOfBefore() {
        Progress progress = new Progress(10_000, 1, time::get);
        send(progress, 500);
        time.addAndGet(Duration.ofMinutes(10).toNanos());
        send(progress, 250);

        assertThat(progress.rate()).isEqualTo("10/s");
    }

    private void send(Progress progress, int hubs) {
        for (int i = 0; i < hubs; i++) {
            time.addAndGet(Duration.ofMillis(100).toNanos());
            progress.done(true);
        }
    }

    @Test
    void aPipeHasNoEnd() {
        Progress progress = new Progress(Manifest.UNKNOWN, Manifest.UNKNOWN, time::get);
        progress.done(true);
        time.addAndGet(Duration.ofSeconds(2).toNanos());
        progress.done(true);

        assertThat(progress.remaining()).isNull();
        assertThat(progress).hasToString("2, 0.5/s");
    }
}
