package co.spkey.sdk.examples.factoryline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DisplayTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final AtomicLong time = new AtomicLong();

    private void show(Display display, long announced, int hubs, Duration each) {
        Progress progress = new Progress(announced, Manifest.UNKNOWN, time::get);
        display.println("first");
        display.begin(progress);
        for (int i = 0; i < hubs; i++) {
            time.addAndGet(each.toNanos());
            display.println("row " + i);
            progress.done(true);
            display.advance();
        }
        display.end();
        display.println("last");
    }

    private PlainDisplay plain() {
        return new PlainDisplay(new PrintWriter(out), new PrintWriter(err), time::get);
    }

    @Test
    void inAFileTheReportStandsAlone() {
        show(plain(), 2, 2, Duration.ZERO);

        assertThat(out.toString().lines()).containsExactly("first", "row 0", "row 1", "last");
    }

    @Test
    void progressIsALineForEachTenthAndNotForEachHub() {
        show(plain(), 1_000, 1_000, Duration.ofMillis(10));

        assertThat(err.toString().lines())
                .hasSize(10)
                .contains("Progress: 100 of 1000, 100/s, 9 s left", "Progress: 1000 of 1000, 100/s");
    }

    @Test
    void fewHubsAreNoReasonForManyLines() {
        show(plain(), 25, 25, Duration.ZERO);

        assertThat(err.toString().lines())
                .containsExactly("Progress: 10 of 25", "Progress: 20 of 25", "Progress: 25 of 25");
    }

    @Test
    void whoWaitsLongHearsSomethingAllTheSame() {
        show(plain(), Manifest.UNKNOWN, 100, Duration.ofSeconds(1));

        assertThat(err.toString().lines())
                .containsExactly("Progress: 30, 1.0/s", "Progress: 60, 1.0/s", "Progress: 90, 1.0/s");
    }

    @Test
    void aNoticeIsNoPartOfTheReport() {
        plain().notice("The backend seems to be away");

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).containsExactly("The backend seems to be away");
    }

    @Test
    void onATerminalTheBarIsGoneAtTheEndAndTheReportComplete() {
        show(new TerminalDisplay(new PrintWriter(out)), 3, 3, Duration.ofSeconds(2));

        assertThat(out.toString()).contains("Provisioning", "3/3", "0.5/s");
        assertThat(whatIsLeftOnTheScreen()).containsExactly("first", "row 0", "row 1", "row 2", "last");
    }

    /** What follows, in each line, the last time that it was wiped out. */
    private List<String> whatIsLeftOnTheScreen() {
        return Stream.of(out.toString().split("\n"))
                .map(line -> line.replaceFirst("(?s)^.*\u001b\\[K", ""))
                .toList();
    }
}
