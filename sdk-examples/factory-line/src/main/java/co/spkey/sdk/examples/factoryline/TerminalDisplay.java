package co.spkey.sdk.examples.factoryline;

import java.io.PrintWriter;
import java.util.Optional;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** For people: the report scrolls above a progress bar, which stays on the last line. */
final class TerminalDisplay implements Display {

    private static final String CLEAR_LINE = "\r\u001b[K";

    /** A bar that wraps can't be wiped out again, so it fits the narrowest terminal that people use. */
    private static final int BAR_COLUMNS = 79;

    private final PrintWriter out;
    private @Nullable ProgressBar bar;
    private @Nullable Progress progress;
    private String shownBar = "";
    private boolean ended;

    TerminalDisplay(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void println(String line) {
        out.print(shownBar.isEmpty() ? "" : CLEAR_LINE);
        out.println(line);
        out.print(shownBar);
        out.flush();
    }

    @Override
    public void notice(String line) {
        println(line);
    }

    @Override
    public void begin(Progress ofWhat) {
        progress = ofWhat;
        bar = ProgressBar.builder()
                .setTaskName("Provisioning")
                .setInitialMax(ofWhat.total())
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(100)
                .setEtaFunction(state -> Optional.ofNullable(ofWhat.remaining()))
                .setConsumer(new DelegatingProgressBarConsumer(this::show, BAR_COLUMNS))
                .build();
    }

    /** Called by the bar's own thread, which may be late. */
    private synchronized void show(String newBar) {
        if (!ended) {
            shownBar = newBar;
            out.print(CLEAR_LINE + newBar);
            out.flush();
        }
    }

    @Override
    public void advance() {
        if (bar != null && progress != null) {
            bar.maxHint(progress.total());
            bar.stepTo(progress.done());
            bar.setExtraMessage(progress.rate());
        }
    }

    @Override
    public void end() {
        if (bar != null) {
            bar.close();
            wipe();
        }
    }

    private synchronized void wipe() {
        show("");
        ended = true;
    }
}
