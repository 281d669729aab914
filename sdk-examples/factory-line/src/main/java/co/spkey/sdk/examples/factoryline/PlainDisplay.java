package co.spkey.sdk.examples.factoryline;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** For files and pipes: the report goes to standard output, and a line now and then to standard error. */
final class PlainDisplay implements Display {

    private static final int FEWEST_BETWEEN = 10;
    private static final int TENTHS = 10;
    private static final long LONGEST_BETWEEN = Duration.ofSeconds(30).toNanos();

    private final PrintWriter out;
    private final PrintWriter err;
    private final LongSupplier nanoTime;
    private @Nullable Progress progress;
    private long saidAt;
    private long saidDone;
    private long saidTenths;

    PlainDisplay(PrintWriter out, PrintWriter err, LongSupplier nanoTime) {
        this.out = out;
        this.err = err;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void println(String line) {
        out.println(line);
    }

    @Override
    public synchronized void notice(String line) {
        err.println(line);
    }

    @Override
    public synchronized void begin(Progress ofWhat) {
        progress = ofWhat;
        saidAt = nanoTime.getAsLong();
    }

    @Override
    public synchronized void advance() {
        if (progress == null) {
            return;
        }
        long now = nanoTime.getAsLong();
        long done = progress.done();
        long tenths = progress.total() > 0 ? done * TENTHS / progress.total() : 0;
        boolean isTenth = tenths > saidTenths && (done - saidDone >= FEWEST_BETWEEN || done == progress.total());
        if (isTenth || now - saidAt >= LONGEST_BETWEEN) {
            err.println("Progress: " + progress);
            saidAt = now;
            saidDone = done;
            saidTenths = tenths;
        }
    }

    @Override
    public synchronized void end() {
        progress = null;
    }
}
