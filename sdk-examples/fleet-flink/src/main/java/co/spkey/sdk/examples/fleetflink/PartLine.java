package co.spkey.sdk.examples.fleetflink;

import co.spkey.sdk.hubs.ProvisionHubRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * A line of a manifest part, as it travels through the job. Public, as Flink serialises it field by field.
 *
 * @param part its path below the folder that is read
 * @param line its number in the part, as an editor shows it
 * @param hubId the hub id as it stands there; may be empty
 * @param serial null only if there is a problem, as is the model
 * @param problem why the line can't be sent, or null
 */
public record PartLine(
        String part,
        long line,
        String hubId,
        @Nullable String serial,
        @Nullable String model,
        @Nullable String thingName,
        @Nullable String vendorName,
        @Nullable String problem) {

    static PartLine of(String part, long line, ProvisionHubRequest request) {
        return new PartLine(
                part,
                line,
                request.hubId(),
                request.serial(),
                request.model(),
                request.thingName(),
                request.vendorName(),
                null);
    }

    static PartLine bad(String part, long line, String hubId, String problem) {
        return new PartLine(part, line, hubId, null, null, null, null, problem);
    }

    /** Where a person finds it. */
    String place() {
        return part + ":" + line;
    }

    ProvisionHubRequest request() {
        if (serial == null || model == null) {
            throw new IllegalStateException(place() + " can't be sent: " + problem);
        }
        return new ProvisionHubRequest(hubId, serial, model, thingName, vendorName);
    }

    /** A hash of the data: 64 bits of SHA-256, since it is compared with one other hub's only. */
    long fingerprint() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            String thing = thingName == null ? hubId : thingName; // PH-REQ-05
            for (String field : new @Nullable String[] {serial, model, thing, vendorName}) {
                byte[] bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
                // The length goes first, so that no two lists of fields make the same bytes; -1 is an absent one.
                sha256.update(ByteBuffer.allocate(Integer.BYTES)
                        .putInt(field == null ? -1 : bytes.length)
                        .array());
                sha256.update(bytes);
            }
            return ByteBuffer.wrap(sha256.digest()).getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
