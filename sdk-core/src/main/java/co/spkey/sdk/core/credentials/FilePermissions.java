package co.spkey.sdk.core.credentials;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns when others than its owner can read a file of secrets, where the file system knows such rights. */
final class FilePermissions {

    private static final Logger LOG = LoggerFactory.getLogger(FilePermissions.class);

    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private final Path file;
    private final AtomicBoolean warned = new AtomicBoolean();

    FilePermissions(Path file) {
        this.file = file;
    }

    /** Looks whenever there is something new in the file: each new file brings its own rights. */
    void warnIfOthersCanRead() {
        if (!othersCanRead()) {
            warned.set(false);
        } else if (!warned.getAndSet(true)) {
            LOG.warn("Others than its owner can read the credentials file {}; take that right away (chmod 600)", file);
        }
    }

    private boolean othersCanRead() {
        try {
            return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                    && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
        } catch (IOException | UnsupportedOperationException unknown) {
            // The file has been read, which is what counts; that its rights can't be is no reason to fail a call.
            return false;
        }
    }
}
