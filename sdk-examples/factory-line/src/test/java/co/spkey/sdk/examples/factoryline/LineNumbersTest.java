package co.spkey.sdk.examples.factoryline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LineNumbersTest {

    private final LineNumbers numbers = new LineNumbers();

    @Test
    void aPositionIsFoundWhateverLinesWereLeftOut() {
        Random random = new Random(7);
        long[] lines = new long[10_000];
        long line = 1;
        for (int i = 0; i < lines.length; i++) {
            line += random.nextInt(20) == 0 ? 2 + random.nextInt(5) : 1;
            lines[i] = line;
            numbers.taken(line);
            numbers.finished(i);
        }
        for (int i = 0; i < lines.length; i++) {
            assertThat(numbers.of(i)).isEqualTo(lines[i]);
        }
        assertThat(numbers.of(lines.length)).isEqualTo(LineNumbers.UNKNOWN);
        assertThat(numbers.of(-1)).isEqualTo(LineNumbers.UNKNOWN);
    }

    @Test
    void whatIsUnfinishedIsKnown() {
        numbers.taken(2);
        numbers.taken(5);
        numbers.taken(6);

        assertThat(numbers.firstUnfinished()).isEqualTo(2);
        assertThat(numbers.finished(1)).isEqualTo(5);
        assertThat(numbers.finished(0)).isEqualTo(2);
        assertThat(numbers.firstUnfinished()).isEqualTo(6);
        assertThat(numbers.finished(2)).isEqualTo(6);
        assertThat(numbers.firstUnfinished()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aManifestMadeToFillTheMemoryCostsTheLineNumbersOfItsDuplicatesOnly() {
        for (int i = 0; i < 200_000; i++) {
            numbers.taken(2L * i);
            assertThat(numbers.finished(i)).isEqualTo(2L * i);
        }
        assertThat(numbers.of(100)).isEqualTo(LineNumbers.UNKNOWN);
    }
}
