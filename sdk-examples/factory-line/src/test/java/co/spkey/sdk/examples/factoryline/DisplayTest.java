package co.spkey.sdk.examples.factoryline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DisplayTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private void show(Display display, long announced, int hubs) {
        display.println("first");
        display.begin(announced);
        for (int i = 0; i < hubs; i++) {
            display.println("row " + i);
            display.advance();
        }
        display.end();
        display.println("last");
    }

    private PlainDisplay plain() {
        return new PlainDisplay(new PrintWriter(out), new PrintWriter(err));
    }

    @Test
    void inAFileTheReportStandsAlone() {
        show(plain(), 2, 2);

        assertThat(out.toString().lines()).containsExactly("first", "row 0", "row 1", "last");
    }

    @Test
    void progressIsALineForEachTenthAndNotForEachHub() {
        show(plain(), 1_000, 1_000);

        assertThat(err.toString().lines()).hasSize(10).contains("Progress: 100 of 1000", "Progress: 1000 of 1000");
    }

    @Test
    void fewHubsAreNoReasonForManyLines() {
        show(plain(), 25, 25);

        assertThat(err.toString().lines())
                .containsExactly("Progress: 10 of 25", "Progress: 20 of 25", "Progress: 25 of 25");
    }

    @Test
    void progressNeedsNoTotal() {
        show(plain(), Manifest.UNKNOWN, 2_500);

        assertThat(err.toString().lines()).containsExactly("Progress: 1000", "Progress: 2000");
    }

    @Test
    void onATerminalTheBarIsGoneAtTheEndAndTheReportComplete() {
        show(new TerminalDisplay(new PrintWriter(out)), 3, 3);

        assertThat(out.toString()).contains("Provisioning", "3/3");
        assertThat(whatIsLeftOnTheScreen()).containsExactly("first", "row 0", "row 1", "row 2", "last");
    }

    /** What follows, in each line, the last time that it was wiped out. */
    private List<String> whatIsLeftOnTheScreen() {
        return Stream.of(out.toString().split("\n"))
                .map(line -> line.replaceFirst("(?s)^.*\u001b\\[K", ""))
                .toList();
    }
}
