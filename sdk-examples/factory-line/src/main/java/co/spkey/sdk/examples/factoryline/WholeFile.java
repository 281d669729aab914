package co.spkey.sdk.examples.factoryline;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is there as a whole or not at all: it is written beside its place, as {@code FILE.part}, and moved there once it
 * is complete and on the disk. What had that name before stays until then.
 */
final class WholeFile implements Closeable {

    private final Path place;
    private final Path part;
    private final FileChannel channel;
    private final OutputStream out;
    private boolean kept;

    private WholeFile(Path place, Path part, FileChannel channel) {
        this.place = place;
        this.part = part;
        this.channel = channel;
        out = new BufferedOutputStream(Channels.newOutputStream(channel));
    }

    /**
     * Makes sure that the file can be written.
     *
     * @param option the option that names it
     * @throws CannotStartException if it can't
     */
    static WholeFile open(Path file, String option) {
        try {
            Path place = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            if (Files.exists(place) && !(Files.isRegularFile(place) && Files.isWritable(place))) {
                throw new CannotStartException(option + ": " + file + " is no file that can be written");
            }
            Path part = part(place);
            FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new CannotStartException(option + ": another run is writing " + file + "; name another file");
            }
            channel.truncate(0);
            return new WholeFile(place, part, channel);
        } catch (IOException unwritable) {
            throw new CannotStartException(option + ": " + file + " can't be written: " + unwritable);
        }
    }

    /** Returns where a file is written until it is whole. */
    static Path part(Path place) {
        return place.resolveSibling(place.getFileName() + ".part");
    }

    /** The lock ends with the process, however that ends. */
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    /** Returns where its content goes; not to be closed. */
    OutputStream out() {
        return out;
    }

    /** Returns where it is written until it is whole. */
    Path part() {
        return part;
    }

    /** Leaves what was written so far beside its place, where it isn't taken for the whole. */
    void keepPart() throws IOException {
        out.flush();
        channel.force(true);
        kept = true;
    }

    /** Puts the file in its place. */
    void complete() throws IOException {
        keepPart();
        // Closed first, since Windows moves no open file.
        channel.close();
        Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Takes away what is neither whole nor to be kept; a whole file that couldn't be moved to its place stays beside it. */
    @Override
    public void close() {
        try {
            if (channel.isOpen()) {
                channel.close();
                if (!kept) {
                    Files.deleteIfExists(part);
                }
            }
        } catch (IOException leftBehind) {
            // Its name says what it is.
        }
    }
}
