package co.spkey.sdk.examples.factoryline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void allRowsAreEquallyWide() {
        assertThat(Table.header()).allSatisfy(line -> assertThat(line).hasSize(Table.COLUMNS));
        assertThat(Table.row(2, "h", "S", "provisioned", 1, Duration.ofMillis(42)))
                .hasSize(Table.COLUMNS)
                .isEqualTo("    2  h                                     S             provisioned                    1"
                        + "   42 ms");
        assertThat(Table.row(99_999, "h".repeat(50), "S".repeat(50), "FAILED", 4, Duration.ofMillis(30_040)))
                .hasSize(Table.COLUMNS)
                .endsWith("      4  30.0 s");
    }

    @Test
    void longTextIsBrokenAtBlanks() {
        assertThat(Table.below("word ".repeat(40).strip()))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Table.COLUMNS))
                .allSatisfy(line -> assertThat(line).matches(" {7}(word ?)+"));
        assertThat(Table.below("x".repeat(200) + " y")).containsExactly("       " + "x".repeat(200), "       y");
    }
}
