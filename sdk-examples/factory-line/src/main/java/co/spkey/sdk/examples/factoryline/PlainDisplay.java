package co.spkey.sdk.examples.factoryline;

import java.io.PrintWriter;

/** For files and pipes: the report goes to standard output, and a line now and then to standard error. */
final class PlainDisplay implements Display {

    private static final int FEWEST_BETWEEN = 10;
    private static final int BETWEEN_WHEN_UNKNOWN = 1_000;

    private final PrintWriter out;
    private final PrintWriter err;
    private long hubs;
    private long done;

    PlainDisplay(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public void println(String line) {
        out.println(line);
    }

    @Override
    public void begin(long ofSoMany) {
        hubs = ofSoMany;
    }

    @Override
    public void advance() {
        done++;
        if (hubs == Manifest.UNKNOWN ? done % BETWEEN_WHEN_UNKNOWN == 0 : isTenth()) {
            err.println("Progress: " + done + (hubs == Manifest.UNKNOWN ? "" : " of " + hubs));
        }
    }

    private boolean isTenth() {
        return done == hubs || done % Math.max(FEWEST_BETWEEN, hubs / 10) == 0;
    }

    @Override
    public void end() {}
}
