package co.spkey.sdk.core.credentials;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** What a token endpoint answered: status, the fields that matter, and the body as far as it came. */
final class TokenAnswer {

    private final int status;
    private final @Nullable String retryAfter;
    private final byte[] bytes;
    private final @Nullable IOException problem;
    private final boolean lost;

    private TokenAnswer(int status, @Nullable String retryAfter, TokenBody.Result body) {
        this.status = status;
        this.retryAfter = retryAfter;
        bytes = body.bytes();
        problem = body.problem();
        lost = body.lost();
    }

    static TokenAnswer of(HttpResponse<TokenBody.Result> response) {
        String coding = response.headers().firstValue("content-encoding").orElse("");
        String retryAfter = response.headers().firstValue("retry-after").orElse(null);
        return new TokenAnswer(response.statusCode(), retryAfter, decoded(coding, response.body()));
    }

    /** An answer of which nothing but the status is known. */
    static TokenAnswer bare(int status) {
        return new TokenAnswer(status, null, new TokenBody.Result(new byte[0], null, false));
    }

    /** Nobody asks for a content coding, but a proxy may put one on all the same (RFC 9110 §8.4). */
    private static TokenBody.Result decoded(String coding, TokenBody.Result body) {
        String name = coding.strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.equals("identity") || body.bytes().length == 0) {
            return body;
        }
        if (!name.equals("gzip") && !name.equals("x-gzip")) {
            return new TokenBody.Result(
                    new byte[0], new IOException("in a content coding that wasn't asked for"), false);
        }
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(body.bytes()))) {
            byte[] bytes = plain.readNBytes(TokenBody.LARGEST);
            return plain.read() < 0
                    ? new TokenBody.Result(bytes, body.problem(), body.lost())
                    : new TokenBody.Result(bytes, TokenBody.tooLarge(), false);
        } catch (IOException | StackOverflowError corrupt) {
            // The latter at thousands of empty members, for each of which the JDK calls itself.
            IOException problem = corrupt instanceof IOException told ? told : new IOException("corrupt gzip", corrupt);
            return new TokenBody.Result(new byte[0], body.problem() == null ? problem : body.problem(), body.lost());
        }
    }

    int status() {
        return status;
    }

    boolean isSuccess() {
        return status / 100 == 2;
    }

    /** The field as received, or null. */
    @Nullable
    String retryAfter() {
        return retryAfter;
    }

    byte[] bytes() {
        return bytes;
    }

    /** What kept the body from coming whole, or null when it did. */
    @Nullable
    IOException problem() {
        return problem;
    }

    /** Whether the problem was the connection's and not the body's own. */
    boolean isLost() {
        return lost;
    }
}
