package co.spkey.sdk.examples.factoryline;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/** A list of hubs in CSV or JSON lines: a file of the user's, or one that ships with the program. */
final class Manifest {

    /** What can't be told without using the manifest up, as with a pipe. */
    static final long UNKNOWN = -1;

    private final String name;
    private final Source source;
    private final long bytes;

    /** Opens the manifest from its beginning. */
    @FunctionalInterface
    private interface Source {
        InputStream open() throws IOException;
    }

    private Manifest(String name, Source source, long bytes) {
        this.name = name;
        this.source = source;
        this.bytes = bytes;
    }

    static Manifest file(Path file) {
        // What isn't there has no size either; opening it will say so. What looks like a file below /dev, because the
        // standard input comes from one, may be a stream all the same, which would be used up by counting its lines.
        boolean device = file.toAbsolutePath().normalize().startsWith("/dev");
        long bytes = Files.isRegularFile(file) && !device ? file.toFile().length() : UNKNOWN;
        return new Manifest(file.toString(), () -> Files.newInputStream(file), bytes);
    }

    /** The manifest that the demo provisions. */
    static Manifest sample() {
        return shipped("sample-manifest.csv");
    }

    /** Those of the sample's hubs that the demo finds provisioned already. */
    static Manifest sampleProvisionedBefore() {
        return shipped("sample-provisioned-before.csv");
    }

    private static Manifest shipped(String name) {
        try (InputStream in = Manifest.class.getResourceAsStream(name)) {
            byte[] text = Objects.requireNonNull(in, name).readAllBytes();
            return new Manifest(name, () -> new ByteArrayInputStream(text), text.length);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    String name() {
        return name;
    }

    /** Returns the file's size, or {@link #UNKNOWN}. */
    long bytes() {
        return bytes;
    }

    /**
     * Opens the manifest.
     *
     * @throws CannotStartException if it isn't one, or has no hubs
     */
    ManifestReader open() {
        ManifestReader reader;
        try {
            reader = read(source.open(), name);
            if (!reader.isAtEnd()) {
                return reader;
            }
        } catch (NoSuchFileException missing) {
            throw new CannotStartException("there is no file " + name);
        } catch (AccessDeniedException locked) {
            throw new CannotStartException("there is no permission to read " + name);
        } catch (IOException | UncheckedIOException unreadable) {
            throw new CannotStartException(name + " can't be read: " + unreadable.getMessage());
        }
        reader.close();
        throw new CannotStartException(name + " has no hubs");
    }

    /** Returns how many lines there are, if that can be told and they are no more than so many; otherwise {@link #UNKNOWN}. */
    long countUpTo(int most) {
        if (bytes == UNKNOWN) {
            return UNKNOWN;
        }
        try (ManifestReader lines = open()) {
            while (lines.next() != null) {
                if (lines.count() > most) {
                    return UNKNOWN;
                }
            }
            return lines.count();
        }
    }

    /**
     * Reads a manifest from its beginning, in the format that the end of its name tells.
     *
     * @throws CannotStartException if it isn't one; the stream stays open then
     */
    static ManifestReader read(InputStream in, String name) throws IOException {
        TextLines lines = new TextLines(in);
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".jsonl") || lower.endsWith(".ndjson")
                ? new JsonLinesManifestReader(lines, name)
                : new CsvManifestReader(lines, name);
    }
}
