package co.spkey.sdk.core.credentials;

import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.core.error.ErrorDetails;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Credentials in a properties file that may change at any time.
 *
 * <p>The file is small and read for every attempt: no cache, no watcher, no moment at which a change goes unseen. What
 * needs care is a writer that isn't done yet, because the first half of a key looks like a key.
 */
final class FileCredentials implements CredentialsProvider {

    private static final Logger LOG = LoggerFactory.getLogger(FileCredentials.class);

    /** A change that looks unfinished is believed once the file has been left alone for this long. */
    static final Duration SETTLED = Duration.ofSeconds(1);

    /** A file of credentials is a few lines; whatever is larger was named by mistake. */
    private static final long LARGEST = 64 * 1024;

    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private final Path file;
    private final Clock clock;
    private final AtomicBoolean permissionsChecked = new AtomicBoolean();
    private volatile @Nullable Read lastGood;

    private record Read(String text, Credentials credentials) {}

    FileCredentials(Path file) {
        this(file, Clock.systemUTC());
    }

    FileCredentials(Path file, Clock clock) {
        this.file = Objects.requireNonNull(file, "file").toAbsolutePath();
        this.clock = clock;
    }

    @Override
    public Credentials credentials() {
        Read known = lastGood;
        try {
            String text = text();
            if (known != null && text.equals(known.text)) {
                return known.credentials;
            }
            Credentials found = parse(text);
            if (known != null && looksUnfinished(text, found, known.credentials)) {
                return known.credentials;
            }
            lastGood = new Read(text, found);
            return found;
        } catch (IOException | CredentialsException unusable) {
            if (known == null) {
                throw unusable instanceof CredentialsException already ? already : unreadable(unusable);
            }
            LOG.warn(
                    "Credentials file {} can't be used at the moment; the last good value stays in use: {}",
                    file,
                    unusable.getMessage());
            return known.credentials;
        }
    }

    private String text() throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("larger than " + LARGEST + " bytes");
        }
        if (permissionsChecked.compareAndSet(false, true)) {
            warnIfOthersCanRead();
        }
        return Files.readString(file);
    }

    private Credentials parse(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException notProperties) {
            // The message of the cause may quote the text.
            throw new CredentialsException(
                    ErrorDetails.builder(this + ": not a properties file").build());
        }
        return new NamedValueCredentials(toString(), "bearerToken", "apiKey", properties::getProperty).credentials();
    }

    /** A last line without its end, or a kind that is gone, in a file that was touched a moment ago. */
    private boolean looksUnfinished(String text, Credentials found, Credentials known) throws IOException {
        boolean doubtful = !text.endsWith("\n")
                || (found.apiKey() == null && known.apiKey() != null)
                || (found.bearerToken() == null && known.bearerToken() != null);
        if (!doubtful) {
            return false;
        }
        Instant touched = Files.getLastModifiedTime(file).toInstant();
        return touched.isAfter(clock.instant().minus(SETTLED));
    }

    private void warnIfOthersCanRead() throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.stream().anyMatch(OTHERS::contains)) {
            LOG.warn("Others than its owner can read the credentials file {}; take that right away (chmod 600)", file);
        }
    }

    private CredentialsException unreadable(Exception cause) {
        String why = cause instanceof NoSuchFileException
                ? "no such file"
                : cause.getClass().getSimpleName() + ": " + cause.getMessage();
        return new CredentialsException(
                ErrorDetails.builder(this + ": " + why).cause(cause).build());
    }

    @Override
    public String toString() {
        return "file " + file;
    }
}
