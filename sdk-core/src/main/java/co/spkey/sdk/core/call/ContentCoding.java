package co.spkey.sdk.core.call;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Undoes a content coding (RFC 9110 §8.4) that nobody asked for but a proxy put on all the same (PH-RES-10). */
final class ContentCoding {

    private ContentCoding() {}

    /** Returns the body as it was before the coding, held to the same bound. */
    static Body undo(String coding, Body body, int largest) {
        String name = coding.strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.equals("identity") || body.bytes().length == 0) {
            return body;
        }
        if (!name.equals("gzip") && !name.equals("x-gzip")) {
            return new Body(
                    new byte[0], Body.End.UNREADABLE, new IOException("unknown content coding: " + printable(name)));
        }
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(body.bytes()))) {
            byte[] bytes = plain.readNBytes(largest);
            return plain.read() < 0
                    ? new Body(bytes, body.end(), body.cause())
                    : new Body(bytes, Body.End.TOO_LARGE, null);
        } catch (IOException | StackOverflowError corrupt) {
            // The latter at thousands of empty members, for each of which the JDK calls itself.
            return body.end() == Body.End.COMPLETE
                    ? new Body(new byte[0], Body.End.UNREADABLE, corrupt)
                    : new Body(new byte[0], body.end(), body.cause());
        }
    }

    private static String printable(String text) {
        String cut = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return cut.replaceAll("[^ -~…]", "?");
    }
}
