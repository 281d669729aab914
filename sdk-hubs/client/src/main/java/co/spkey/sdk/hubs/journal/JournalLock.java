package co.spkey.sdk.hubs.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a journal to one run, among processes by a file lock and within this one by a list. The list is not an
 * optimisation: on Unix, closing any channel of a file drops all locks that the process has on it, so that the second run
 * must be turned away before it opens the file.
 */
final class JournalLock {

    private static final Set<Object> HELD_HERE = ConcurrentHashMap.newKeySet();

    /** Beyond any content: where locks are mandatory, others can still read the journal. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Object key;
    private @Nullable FileLock lock;

    private JournalLock(Object key) {
        this.key = key;
    }

    /**
     * Takes the journal for this process, before its file is opened; makes the file if there is none.
     *
     * @return the lock, or null if another run of this process has it
     */
    static @Nullable JournalLock claim(Path path) throws IOException {
        try {
            Files.createFile(path);
        } catch (FileAlreadyExistsException resumed) {
            // As it should be when a run resumes.
        }
        Object inode = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        Object key = inode == null ? path.toRealPath() : inode;
        return HELD_HERE.add(key) ? new JournalLock(key) : null;
    }

    /** Takes the opened journal for this run; false if another process has it. */
    boolean lock(RandomAccessFile file) throws IOException {
        try {
            lock = file.getChannel().tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
        return lock != null;
    }

    /** Gives it back, after the file was closed, which ends the lock itself. */
    void release() {
        HELD_HERE.remove(key);
    }
}
