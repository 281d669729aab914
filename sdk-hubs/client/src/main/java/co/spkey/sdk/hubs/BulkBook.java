package co.spkey.sdk.hubs;

import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.hubs.journal.Journal;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A run's journal, or none. After the first line that couldn't be written nothing is written any more: what followed half a
 * line would make the whole journal unreadable. Belongs to the run's thread.
 */
final class BulkBook implements AutoCloseable {

    private static final long BETWEEN_SYNCS = Duration.ofSeconds(1).toNanos();

    private final @Nullable Journal journal;
    private long syncedAt;
    private @Nullable IOException broken;
    private boolean closed;

    BulkBook(@Nullable Journal journal, long now) {
        this.journal = journal;
        syncedAt = now;
    }

    /** Writes something about a hub. */
    @FunctionalInterface
    private interface Entry {
        void writeTo(Journal journal) throws IOException;
    }

    /** The hub is about to be sent; false if that could not be written. */
    boolean sent(BulkHub hub) {
        return write(to -> to.sent(hub.request().hubId(), hub.fingerprint(), hub.position()));
    }

    /** The hub is provisioned. */
    boolean done(BulkHub hub, BulkResult result, ProvisionHubResponse response) {
        return write(to -> to.done(
                hub.request().hubId(),
                hub.fingerprint(),
                hub.position(),
                result.outcome().name(),
                result.verified(),
                response.metadata().requestId()));
    }

    /** A call for the hub failed, whether or not that is its result. */
    boolean failed(BulkHub hub, SpkeyException failure) {
        return write(to -> to.failed(
                hub.request().hubId(),
                hub.fingerprint(),
                hub.position(),
                failure.getClass().getSimpleName(),
                hub.mayExist(),
                failure.requestId()));
    }

    /** The hub wasn't sent after all. */
    boolean notSent(BulkHub hub) {
        return write(to ->
                to.failed(hub.request().hubId(), hub.fingerprint(), hub.position(), "not sent", hub.mayExist(), null));
    }

    /** Puts on the disk what was written, if that is due. */
    boolean syncIfDue(long now) {
        if (now - syncedAt < BETWEEN_SYNCS) {
            return true;
        }
        syncedAt = now;
        return write(Journal::sync);
    }

    /** Returns how long it is until {@link #syncIfDue} has something to do. */
    long untilSync(long now) {
        return journal == null || broken != null ? Long.MAX_VALUE : Math.max(0, syncedAt + BETWEEN_SYNCS - now);
    }

    private boolean write(Entry entry) {
        if (journal == null) {
            return true;
        }
        if (broken == null) {
            try {
                entry.writeTo(journal);
            } catch (IOException failure) {
                broken = failure;
            }
        }
        return broken == null;
    }

    /** Why the journal could not be written, or null. */
    @Nullable
    IOException broken() {
        return broken;
    }

    /** Twice does nothing: by the second time another run may have the journal. */
    @Override
    public void close() {
        if (journal != null && !closed) {
            closed = true;
            try {
                journal.close();
            } catch (IOException failure) {
                if (broken == null) {
                    broken = failure;
                }
            }
        }
    }
}
