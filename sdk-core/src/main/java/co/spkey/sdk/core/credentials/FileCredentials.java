package co.spkey.sdk.core.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.core.error.ErrorDetails;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
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
    static final int LARGEST = 64 * 1024;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path file;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final FilePermissions permissions;
    private final AtomicReference<String> lastWarning = new AtomicReference<>("");
    private volatile @Nullable Read lastGood;
    private volatile @Nullable Doubt doubt;
    private volatile @Nullable Credentials refused;

    /** What was read last and could be used. No record: its toString would show the text. */
    private static final class Read {

        private final String text;
        private final Credentials credentials;

        Read(String text, Credentials credentials) {
            this.text = text;
            this.credentials = credentials;
        }
    }

    /** A text that looks unfinished, and when it was first seen. */
    private static final class Doubt {

        private final String text;
        private final long since;

        Doubt(String text, long since) {
            this.text = text;
            this.since = since;
        }
    }

    FileCredentials(Path file) {
        this(file, Clock.systemUTC(), System::nanoTime);
    }

    FileCredentials(Path file, Clock clock, LongSupplier nanoTime) {
        this.file = Objects.requireNonNull(file, "file").toAbsolutePath();
        this.clock = clock;
        this.nanoTime = nanoTime;
        permissions = new FilePermissions(this.file);
    }

    @Override
    public Credentials credentials() {
        Read known = lastGood;
        try {
            String text = text();
            if (known != null && text.equals(known.text)) {
                lastWarning.set("");
                return known.credentials;
            }
            Credentials found = parse(text);
            if (known != null
                    && !known.credentials.equals(refused)
                    && looksUnfinished(text, found, known.credentials)
                    && !hasSettled(text)) {
                return known.credentials;
            }
            lastGood = new Read(text, found);
            lastWarning.set("");
            permissions.warnIfOthersCanRead();
            return found;
        } catch (IOException | RuntimeException unusable) {
            CredentialsException why = unusable instanceof CredentialsException told ? told : unreadable(unusable);
            if (known == null) {
                throw why;
            }
            warnOnce(String.valueOf(why.getMessage()));
            return known.credentials;
        }
    }

    /** What is there now can't be worse than what was refused. */
    @Override
    public void rejected(Credentials rejected) {
        refused = rejected;
    }

    /** Anything but a file, a pipe or a device for example, could block or never end. */
    private String text() throws IOException {
        if (Files.isDirectory(file) || (Files.exists(file) && !Files.isRegularFile(file))) {
            throw new IOException("not a file");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        }
        if (bytes.length > LARGEST) {
            throw new IOException("larger than " + LARGEST + " bytes");
        }
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException otherEncoding) {
            throw new IOException("not text in UTF-8", otherEncoding);
        }
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

    /** A last line without its end, or a kind that is gone. */
    private static boolean looksUnfinished(String text, Credentials found, Credentials known) {
        return !(text.endsWith("\n") || text.endsWith("\r"))
                || (found.apiKey() == null && known.apiKey() != null)
                || (found.bearerToken() == null && known.bearerToken() != null);
    }

    /**
     * Whether the file has been left alone for a while, by its own time or, as that may be another machine's or lie in
     * the future, by what was seen of it.
     */
    private boolean hasSettled(String text) throws IOException {
        long now = nanoTime.getAsLong();
        Doubt seen = doubt;
        if (seen == null || !seen.text.equals(text)) {
            doubt = new Doubt(text, now);
        } else if (now - seen.since >= SETTLED.toNanos()) {
            return true;
        }
        Instant touched = Files.getLastModifiedTime(file).toInstant();
        return !touched.isAfter(clock.instant().minus(SETTLED));
    }

    /** Once for each reason, until the file can be used again: a file is read for every attempt of every call. */
    private void warnOnce(String why) {
        if (!why.equals(lastWarning.getAndSet(why))) {
            LOG.warn("Credentials can't be read at the moment; the last good value stays in use: {}", why);
        }
    }

    private CredentialsException unreadable(Exception cause) {
        String why = cause instanceof NoSuchFileException
                ? "no such file"
                : cause.getClass() == IOException.class
                        ? String.valueOf(cause.getMessage())
                        : cause.getClass().getSimpleName();
        return new CredentialsException(
                ErrorDetails.builder(this + ": " + why).cause(cause).build());
    }

    @Override
    public String toString() {
        return "file " + file;
    }
}
