package co.spkey.sdk.examples.factoryline;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come, how fast it is, and how long it will take. How many lines there are is estimated from the file's
 * size, since counting them would mean reading the whole file beforehand. Thread-safe.
 */
final class Progress {

    private static final long WINDOW = Duration.ofSeconds(10).toNanos();

    private final long bytes;
    private final LongSupplier nanoTime;
    private long total;
    private boolean exact;
    private long done;
    private long sent;
    private long windowBegan;
    private long sentBeforeWindow;
    private long nextWindowBegan;
    private long sentBeforeNextWindow;

    /**
     * Makes one.
     *
     * @param total how many lines there are, or {@link Manifest#UNKNOWN}
     * @param bytes the manifest's size, or {@link Manifest#UNKNOWN}
     */
    Progress(long total, long bytes, LongSupplier nanoTime) {
        this.total = total;
        exact = total != Manifest.UNKNOWN;
        this.bytes = bytes;
        this.nanoTime = nanoTime;
    }

    /** A line was read. */
    synchronized void read(ManifestReader from, boolean last) {
        if (last) {
            total = from.count();
            exact = true;
        } else if (!exact && bytes != Manifest.UNKNOWN && from.bytesRead() > 0) {
            total = Math.max(from.count(), Math.round((double) from.count() * bytes / from.bytesRead()));
        }
    }

    /**
     * A line is done with.
     *
     * @param wasSent whether a request was sent for it; what an earlier run did goes faster and says nothing about the rest
     */
    synchronized void done(boolean wasSent) {
        done++;
        if (wasSent) {
            sent++;
            moveWindow(nanoTime.getAsLong());
        }
    }

    /** The last ten to twenty seconds count, so that an outage doesn't spoil the estimate for the rest of the night. */
    private void moveWindow(long now) {
        if (sent == 1) {
            windowBegan = now;
            sentBeforeWindow = sent;
            nextWindowBegan = now;
            sentBeforeNextWindow = sent;
        } else if (now - nextWindowBegan >= WINDOW) {
            windowBegan = nextWindowBegan;
            sentBeforeWindow = sentBeforeNextWindow;
            nextWindowBegan = now;
            sentBeforeNextWindow = sent;
        }
    }

    /** Returns how many lines are done with. */
    synchronized long done() {
        return done;
    }

    /** Returns how many lines there seem to be, or {@link Manifest#UNKNOWN}. */
    synchronized long total() {
        return total;
    }

    /** Returns how many hubs a second were sent of late; zero while that can't be told. */
    synchronized double perSecond() {
        double seconds = (nanoTime.getAsLong() - windowBegan) / 1e9;
        return sent < 2 || seconds <= 0 ? 0 : (sent - sentBeforeWindow) / seconds;
    }

    /** Returns how long the rest will take, or null while that can't be told. */
    synchronized @Nullable Duration remaining() {
        double perSecond = perSecond();
        return total == Manifest.UNKNOWN || perSecond <= 0
                ? null
                : Duration.ofSeconds(Math.round((total - done) / perSecond));
    }

    /** For example {@code 412/s}. */
    String rate() {
        double perSecond = perSecond();
        return perSecond <= 0 ? "" : String.format(Locale.ROOT, perSecond < 10 ? "%.1f/s" : "%.0f/s", perSecond);
    }

    /** For example {@code 4000 of about 100000, 412/s, 3 min 53 s left}. */
    @Override
    public synchronized String toString() {
        StringBuilder text = new StringBuilder().append(done);
        if (total != Manifest.UNKNOWN) {
            text.append(exact ? " of " : " of about ").append(total);
        }
        if (!rate().isEmpty()) {
            text.append(", ").append(rate());
        }
        Duration remaining = remaining();
        if (remaining != null && done < total) {
            text.append(", ").append(Table.longText(remaining)).append(" left");
        }
        return text.toString();
    }
}
