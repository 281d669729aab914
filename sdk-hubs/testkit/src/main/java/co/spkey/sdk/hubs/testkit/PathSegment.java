package co.spkey.sdk.hubs.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Undoes the percent-encoding of one path segment (PH-REQ-10).
 *
 * <p>A run of escapes that isn't UTF-8 stays as it was sent: the contract is silent there, and this way two different
 * segments stay two different hubs. A plus sign is a plus sign.
 */
final class PathSegment {

    private static final int ESCAPE_LENGTH = "%41".length();

    private PathSegment() {}

    static String decode(String sent) {
        StringBuilder decoded = new StringBuilder(sent.length());
        int at = 0;
        while (at < sent.length()) {
            int end = endOfEscapes(sent, at);
            if (end == at) {
                decoded.append(sent.charAt(at));
                at++;
            } else {
                decoded.append(decodeRun(sent.substring(at, end)));
                at = end;
            }
        }
        return decoded.toString();
    }

    /** Returns whether every run of escapes is UTF-8. */
    static boolean isUtf8(String sent) {
        int at = 0;
        while (at < sent.length()) {
            int end = endOfEscapes(sent, at);
            if (end > at && decodeRun(sent.substring(at, end)).equals(sent.substring(at, end))) {
                return false;
            }
            at = Math.max(end, at + 1);
        }
        return true;
    }

    private static int endOfEscapes(String sent, int start) {
        int end = start;
        while (end + ESCAPE_LENGTH <= sent.length()
                && sent.charAt(end) == '%'
                && Character.digit(sent.charAt(end + 1), 16) >= 0
                && Character.digit(sent.charAt(end + 2), 16) >= 0) {
            end += ESCAPE_LENGTH;
        }
        return end;
    }

    private static String decodeRun(String escapes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < escapes.length(); i += ESCAPE_LENGTH) {
            bytes.write(Integer.parseInt(escapes, i + 1, i + ESCAPE_LENGTH, 16));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return escapes;
        }
    }
}
