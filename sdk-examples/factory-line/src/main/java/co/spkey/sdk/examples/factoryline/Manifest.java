package co.spkey.sdk.examples.factoryline;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A list of hubs in CSV: a file of the user's, or one that ships with the program. */
final class Manifest {

    /** How many hubs there are when counting would use the manifest up, as with a pipe. */
    static final long UNKNOWN = -1;

    private final String name;
    private final Source source;
    private final boolean readableTwice;

    /** Opens the manifest from its beginning. */
    @FunctionalInterface
    private interface Source {
        InputStream open() throws IOException;
    }

    private Manifest(String name, Source source, boolean readableTwice) {
        this.name = name;
        this.source = source;
        this.readableTwice = readableTwice;
    }

    static Manifest file(Path file) {
        return new Manifest(file.toString(), () -> Files.newInputStream(file), Files.isRegularFile(file));
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
        return new Manifest(
                name,
                () -> {
                    InputStream in = Manifest.class.getResourceAsStream(name);
                    if (in == null) {
                        throw new FileNotFoundException("not in the jar");
                    }
                    return in;
                },
                true);
    }

    String name() {
        return name;
    }

    /**
     * Opens the manifest.
     *
     * @throws CannotStartException if it isn't one
     */
    ManifestReader open() {
        try {
            return new ManifestReader(source.open(), name);
        } catch (NoSuchFileException missing) {
            throw new CannotStartException("there is no file " + name);
        } catch (AccessDeniedException locked) {
            throw new CannotStartException("there is no permission to read " + name);
        } catch (IOException unreadable) {
            throw new CannotStartException(name + " can't be read: " + unreadable.getMessage());
        }
    }

    /** Returns how many hubs the manifest seems to have, or {@link #UNKNOWN}. */
    long count() {
        try {
            return readableTwice ? ManifestReader.count(source.open()) : UNKNOWN;
        } catch (IOException gone) {
            return UNKNOWN;
        }
    }
}
