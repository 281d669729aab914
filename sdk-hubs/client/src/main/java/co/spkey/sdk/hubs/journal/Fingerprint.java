package co.spkey.sdk.hubs.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Which hub and with which data, in a few bytes: parts of two SHA-256 hashes.
 *
 * @param idHigh 64 bits of the hash of the hub id
 * @param idLow 64 more bits of it
 * @param data 60 bits of the hash of the id and everything that is stored for it
 */
public record Fingerprint(long idHigh, long idLow, long data) {

    static final int DATA_BITS = 60;

    private static final HexFormat HEX = HexFormat.of();

    /** What is sent for a hub. An absent thing name is the hub id (PH-REQ-05), so the two are the same data. */
    public static Fingerprint of(
            String hubId, String serial, String model, @Nullable String thingName, @Nullable String vendorName) {
        MessageDigest all = sha256();
        add(all, hubId);
        add(all, serial);
        add(all, model);
        add(all, thingName == null ? hubId : thingName);
        if (vendorName != null) {
            add(all, vendorName);
        }
        return of(hubId, ByteBuffer.wrap(all.digest()).getLong() >>> (Long.SIZE - DATA_BITS));
    }

    /** What a journal says was sent for a hub. */
    static Fingerprint of(String hubId, long data) {
        ByteBuffer id = ByteBuffer.wrap(sha256().digest(hubId.getBytes(StandardCharsets.UTF_8)));
        return new Fingerprint(id.getLong(), id.getLong(), data);
    }

    String dataHex() {
        return HEX.toHexDigits(data, DATA_BITS / 4);
    }

    /** The length goes first: otherwise two fields could be read as one. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
