package co.spkey.sdk.core.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts a text into one path segment and back: UTF-8, everything percent-encoded but the unreserved characters of RFC 3986
 * §2.3 (PH-REQ-01). Stricter than {@code URLEncoder}, which is for forms and makes {@code +} of a blank and {@code ?} of
 * half a surrogate pair.
 */
public final class PathSegment {

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PathSegment() {}

    /**
     * Encodes a text.
     *
     * @param text any text without unpaired surrogates
     * @return the segment
     */
    public static String encode(String text) {
        int plain = 0;
        while (plain < text.length() && isUnreserved(text.charAt(plain))) {
            plain++;
        }
        if (plain == text.length()) {
            return text;
        }
        StringBuilder segment = new StringBuilder(text.length() * 3).append(text, 0, plain);
        for (byte b : text.substring(plain).getBytes(UTF_8)) {
            if (isUnreserved((char) (b & 0xff))) {
                segment.append((char) b);
            } else {
                segment.append('%').append(HEX[(b >> 4) & 0xf]).append(HEX[b & 0xf]);
            }
        }
        return segment.toString();
    }

    /**
     * Decodes a segment.
     *
     * @param segment what came back from a server
     * @return the text; the segment itself where it isn't a well-formed encoding
     */
    public static String decode(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(segment.length());
        for (int i = 0; i < segment.length(); ) {
            char c = segment.charAt(i);
            if (c == '%') {
                Integer value = byteAt(segment, i + 1);
                if (value == null) {
                    return segment;
                }
                bytes.write(value);
                i += 3;
            } else {
                int end = Character.isHighSurrogate(c) ? Math.min(i + 2, segment.length()) : i + 1;
                bytes.writeBytes(segment.substring(i, end).getBytes(UTF_8));
                i = end;
            }
        }
        return bytes.toString(UTF_8);
    }

    private static @Nullable Integer byteAt(String segment, int position) {
        if (position + 2 > segment.length()) {
            return null;
        }
        int high = Character.digit(segment.charAt(position), 16);
        int low = Character.digit(segment.charAt(position + 1), 16);
        return high < 0 || low < 0 ? null : high * 16 + low;
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
