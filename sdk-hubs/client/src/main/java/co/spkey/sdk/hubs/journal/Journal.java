package co.spkey.sdk.hubs.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The file in which a run says what it is about to send and what came of it, one line each.
 *
 * <p>A line is with the operating system when the method that writes it returns: it survives the death of this process,
 * however sudden. It is on the disk once {@link #sync()} returns: a power cut can take what was written since the last
 * one, which makes a resumed run send those hubs again and nothing worse. Written through {@link RandomAccessFile}, since an
 * interrupt would close a channel. Not thread-safe; its maker closes it.
 */
public final class Journal implements AutoCloseable {

    static final String NAME = "spkey-bulk";
    static final int FORMAT = 1;

    private final Path path;
    private final RandomAccessFile file;
    private final JournalLock lock;
    private boolean dirty;

    private Journal(Path path, RandomAccessFile file, JournalLock lock) {
        this.path = path;
        this.file = file;
        this.lock = lock;
    }

    /**
     * Opens a journal, or begins one where there is no file.
     *
     * @param baseUrl where the hubs are, which an existing journal must say too
     * @param hubs learns what the journal tells
     * @throws JournalProblem if the file can't be used
     */
    public static Journal open(Path path, String baseUrl, KnownHubs hubs) throws JournalProblem {
        JournalLock lock = null;
        Journal journal = null;
        try {
            lock = JournalLock.claim(path);
            if (lock == null) {
                throw inUse(path);
            }
            journal = new Journal(path, new RandomAccessFile(path.toFile(), "rw"), lock);
            if (!lock.lock(journal.file)) {
                throw inUse(path);
            }
            journal.begin(baseUrl, hubs);
            Journal opened = journal;
            journal = null;
            lock = null;
            return opened;
        } catch (IOException unusable) {
            throw new JournalProblem("journal " + path + " can't be opened: " + unusable, unusable);
        } finally {
            if (journal != null) {
                journal.closeQuietly();
            } else if (lock != null) {
                lock.release();
            }
        }
    }

    private static JournalProblem inUse(Path path) {
        return new JournalProblem(
                "journal " + path + " is in use by another run; wait for its end, or name another journal", null);
    }

    private void begin(String baseUrl, KnownHubs hubs) throws IOException, JournalProblem {
        long whole = new JournalReplay(path, baseUrl, hubs).read(file);
        file.setLength(whole);
        file.seek(whole);
        if (whole == 0) {
            append(JournalLine.of(json -> {
                json.writeStringField(JournalRecord.HEADER, NAME);
                json.writeNumberField("format", FORMAT);
                json.writeStringField("baseUrl", baseUrl);
            }));
            sync();
            syncFolder();
        }
    }

    /** A new file is safe from a power cut once its folder is. Not every system lets a folder be opened. */
    private void syncFolder() {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notHere) {
            // Then the system itself decides when it is safe.
        }
    }

    /** A hub is about to be sent. */
    public void sent(String hubId, Fingerprint hub, long position) throws IOException {
        append(JournalLine.of(json -> {
            json.writeStringField(JournalRecord.SENT, hubId);
            json.writeStringField("data", hub.dataHex());
            json.writeNumberField("position", position);
        }));
    }

    /**
     * A hub is provisioned.
     *
     * @param outcome what the call did, in a word
     * @param verified whether what is stored is known to be what was sent
     */
    public void done(
            String hubId, Fingerprint hub, long position, String outcome, boolean verified, @Nullable String requestId)
            throws IOException {
        append(JournalLine.of(json -> {
            json.writeStringField(JournalRecord.DONE, hubId);
            json.writeStringField("data", hub.dataHex());
            json.writeNumberField("position", position);
            json.writeStringField("outcome", outcome);
            json.writeBooleanField("verified", verified);
            if (requestId != null) {
                json.writeStringField("requestId", requestId);
            }
        }));
    }

    /**
     * A call failed.
     *
     * @param error the kind of failure, in a word
     * @param mayExist whether the hub may have been provisioned with this data all the same
     */
    public void failed(
            String hubId, Fingerprint hub, long position, String error, boolean mayExist, @Nullable String requestId)
            throws IOException {
        append(JournalLine.of(json -> {
            json.writeStringField(JournalRecord.FAILED, hubId);
            json.writeStringField("data", hub.dataHex());
            json.writeNumberField("position", position);
            json.writeStringField("error", error);
            json.writeBooleanField("mayExist", mayExist);
            if (requestId != null) {
                json.writeStringField("requestId", requestId);
            }
        }));
    }

    private void append(byte[] line) throws IOException {
        file.write(line);
        dirty = true;
    }

    /** Waits until everything that was written is on the disk. */
    public void sync() throws IOException {
        if (dirty) {
            file.getFD().sync();
            dirty = false;
        }
    }

    /** Puts everything on the disk and lets other runs have the journal. */
    @Override
    public void close() throws IOException {
        try {
            sync();
        } finally {
            closeQuietly();
        }
    }

    private void closeQuietly() {
        try {
            file.close();
        } catch (IOException nothingLeftToLose) {
            // What matters has been synchronised, or its failure reported.
        } finally {
            lock.release();
        }
    }
}
