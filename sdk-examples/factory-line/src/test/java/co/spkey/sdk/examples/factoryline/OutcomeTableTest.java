package co.spkey.sdk.examples.factoryline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTableTest {

    private final StringWriter out = new StringWriter();
    private final Display display =
            new PlainDisplay(new PrintWriter(out), new PrintWriter(new StringWriter()), System::nanoTime);

    private List<String> shown() {
        return out.toString().lines().toList();
    }

    @Test
    void rowsComeInTheOrderOfTheLinesAsSoonAsNoneBeforeThemIsMissing() {
        OutcomeTable table = new OutcomeTable(display, true);
        table.add(4, false, List.of("four"));
        table.showBefore(2);
        assertThat(shown()).isEmpty();

        table.add(2, true, List.of("two", "  because"));
        table.showBefore(3);
        assertThat(shown()).containsExactly("two", "  because");

        table.add(3, false, List.of("three"));
        table.end();
        assertThat(shown()).containsExactly("two", "  because", "three", "four");
    }

    @Test
    void ofManyLinesOnlyTheFirstProblemsAreShown() {
        OutcomeTable table = new OutcomeTable(display, false);
        for (int i = 0; i < 10_000; i++) {
            table.add(i, i % 10 == 0, List.of("row " + i));
        }
        table.end();

        assertThat(shown())
                .hasSize(101)
                .startsWith("row 0", "row 10")
                .endsWith("row 990", "(900 more lines like these aren't shown)");
    }

    @Test
    void aPipeThatGoesOnIsShownInFullOnlyAtItsBeginning() {
        OutcomeTable table = new OutcomeTable(display, true);
        for (int i = 0; i < 1_000; i++) {
            table.add(i, i == 500, List.of("row " + i));
            table.showBefore(i);
        }
        table.end();

        assertThat(shown())
                .hasSize(102)
                .endsWith("row 99", "From here on, only what isn't provisioned is shown.", "row 500");
    }
}
