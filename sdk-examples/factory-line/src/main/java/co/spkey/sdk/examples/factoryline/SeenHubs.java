package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.hubs.ProvisionHubRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.agrona.collections.Long2LongHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds hubs that come twice. It keeps the beginnings of two hashes and a line number for each, 25 to 50 bytes; with a million
 * hubs, any two are mixed up with a probability of 3·10⁻⁸.
 */
final class SeenHubs {

    private static final long NOTHING = -1;
    private static final int LINE_BITS = 40;
    private static final long LINE_MASK = (1L << LINE_BITS) - 1;

    /** Many small maps grow in small steps, where a large one would need its size twice over while it grows. */
    private final Long2LongHashMap[] maps = new Long2LongHashMap[256];

    private final MessageDigest sha256;

    /**
     * Where a hub was seen first.
     *
     * @param sameData whether it had the same data there
     */
    record Seen(long line, boolean sameData) {}

    SeenHubs() {
        for (int i = 0; i < maps.length; i++) {
            maps[i] = new Long2LongHashMap(NOTHING);
        }
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Returns where the hub was seen before, or null and remembers it. */
    @Nullable
    Seen see(long line, ProvisionHubRequest hub) {
        long id = hash(hub.hubId());
        String thingName = hub.thingName() == null ? hub.hubId() : hub.thingName(); // PH-REQ-05
        long data = hash(hub.serial(), hub.model(), thingName, hub.vendorName()) << LINE_BITS;
        Long2LongHashMap map = maps[(int) (id & (maps.length - 1))];
        long before = map.putIfAbsent(id, data | line);
        return before == NOTHING ? null : new Seen(before & LINE_MASK, (before & ~LINE_MASK) == data);
    }

    private long hash(@Nullable String... fields) {
        for (String field : fields) {
            // A length before each, so that no field can pass for a part of its neighbour.
            byte[] bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
            sha256.update(ByteBuffer.allocate(Integer.BYTES)
                    .putInt(field == null ? -1 : bytes.length)
                    .array());
            sha256.update(bytes);
        }
        return ByteBuffer.wrap(sha256.digest()).getLong();
    }
}
