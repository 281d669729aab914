package co.spkey.sdk.hubs.testkit;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the {@code cf-ray} that every answer carries (PH-ERR-03): 16 hexadecimal digits and an airport, each one once. */
final class RayIds {

    /** Odd, so that the steps visit every 64-bit value before one comes again. */
    private static final long STEP = 0x9E3779B97F4A7C15L;

    /** These are names, not secrets: a secure source would take longer to set up than the rest of the server. */
    private final AtomicLong last = new AtomicLong(ThreadLocalRandom.current().nextLong());

    String next() {
        return String.format("%016x-AMS", last.addAndGet(STEP));
    }
}
