package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.examples.factoryline.ManifestLine.BadLine;
import co.spkey.sdk.examples.factoryline.ManifestLine.HubLine;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The reading of a manifest, for programs that bring the stream themselves: one of many parts on a distributed file system, for
 * example. It goes line by line, so that a part may be larger than the memory. Not thread-safe.
 */
public final class ManifestPart implements Closeable {

    private final ManifestReader reader;

    /**
     * A line that should be a hub. Exactly one of request and problem is null.
     *
     * @param number the line's number in the part, from 1, as an editor shows it
     * @param hubId the hub id as it stands there; may be empty
     * @param request what to send; null if the line can't be sent
     * @param problem why the line can't be sent; null if it can
     */
    public record Line(
            long number,
            String hubId,
            @Nullable ProvisionHubRequest request,
            @Nullable String problem) {}

    private ManifestPart(ManifestReader reader) {
        this.reader = reader;
    }

    /**
     * Opens a part; its format is told by the end of its name: {@code .jsonl} and {@code .ndjson} are JSON lines, everything
     * else is CSV with a header.
     *
     * @param in the part from its beginning; closed with what is returned, and left to the caller if nothing is
     * @param name its file name, for its format and for messages
     * @return a reader that stands before the first hub; a part may have none
     * @throws IllegalArgumentException if it is no manifest, saying why
     * @throws IOException if the stream breaks
     */
    public static ManifestPart open(InputStream in, String name) throws IOException {
        try {
            return new ManifestPart(Manifest.read(in, name));
        } catch (CannotStartException noManifest) {
            throw new IllegalArgumentException(noManifest.getMessage(), noManifest);
        }
    }

    /**
     * Reads on.
     *
     * @return the next line, or null at the end
     * @throws UncheckedIOException if the stream breaks
     */
    public @Nullable Line next() {
        ManifestLine line = reader.next();
        if (line == null) {
            return null;
        }
        return line instanceof HubLine hub
                ? new Line(line.number(), line.hubId(), hub.request(), null)
                : new Line(line.number(), line.hubId(), null, ((BadLine) line).reason());
    }

    @Override
    public void close() {
        reader.close();
    }
}
