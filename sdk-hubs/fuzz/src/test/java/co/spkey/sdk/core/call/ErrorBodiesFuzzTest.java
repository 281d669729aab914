package co.spkey.sdk.core.call;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.core.credentials.Credentials;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever an error's body holds, reading it never fails, and what is kept is short and free of secrets and internals. */
class ErrorBodiesFuzzTest {

    private static final String SECRET = "hunter2hunter2";

    @FuzzTest(maxDuration = "10m")
    void anErrorBodyIsReadWithinBounds(byte[] body) {
        Masking masking = new Masking();
        masking.add(Credentials.apiKey(SECRET));

        ErrorBody read = new ErrorReader(masking).read(body);

        assertThat(read.message()).hasSizeLessThanOrEqualTo(1_000).doesNotContain(SECRET, "__ceves");
        assertThat(read.errors())
                .hasSizeLessThanOrEqualTo(100)
                .allSatisfy(error -> assertThat(error.path()).hasSizeLessThanOrEqualTo(20));
        assertThat(read.toString()).doesNotContain(SECRET, "__ceves");
        if (read.text() != null) {
            assertThat(read.text()).hasSizeLessThanOrEqualTo(ErrorReader.LONGEST_TEXT);
        }
    }

    @FuzzTest(maxDuration = "10m")
    void aContentCodingIsUndoneWithinBounds(byte[] coded) {
        Body plain = ContentCoding.undo("gzip", new Body(coded, Body.End.COMPLETE, null), 4096);

        assertThat(plain.bytes()).hasSizeLessThanOrEqualTo(4096);
    }

    @FuzzTest(maxDuration = "10m")
    void aPathSegmentOfAServerIsDecodedOrLeft(byte[] segment) {
        assertThat(PathSegment.decode(new String(segment, ISO_8859_1))).isNotNull();
    }
}
