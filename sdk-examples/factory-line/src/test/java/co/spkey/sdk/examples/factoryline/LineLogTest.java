package co.spkey.sdk.examples.factoryline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineLogTest {

    private final StringWriter out = new StringWriter();
    private final Display display =
            new PlainDisplay(new PrintWriter(out), new PrintWriter(new StringWriter()), System::nanoTime);
    private final LineLog log = new LineLog(
            display,
            new OutcomeTable(display, true),
            new Progress(Manifest.UNKNOWN, Manifest.UNKNOWN, System::nanoTime),
            null);

    @Test
    void aRunThatEndsBeforeAnythingHasBegunSaysSoAllTheSame() {
        log.end(List.of("Ended early: it was stopped.", "To go on"));

        assertThat(out.toString().lines()).containsExactly("Ended early: it was stopped.", "To go on");
    }
}
