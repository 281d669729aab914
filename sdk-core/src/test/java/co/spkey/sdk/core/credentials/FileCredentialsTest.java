package co.spkey.sdk.core.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.spkey.sdk.core.error.CredentialsException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileCredentialsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T22:00:00Z");
    private static final Credentials BOTH = Credentials.of("old-token", "old-key");

    private final AtomicLong nanos = new AtomicLong();

    @TempDir
    private Path folder;

    private Path file;
    private CredentialsProvider provider;

    @BeforeEach
    void start() {
        file = folder.resolve("credentials");
        provider = new FileCredentials(file, Clock.fixed(NOW, ZoneOffset.UTC), nanos::get);
    }

    /** Writes as a program does that doesn't rename: the file's time is the moment of the call. */
    private void write(String text) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(NOW));
    }

    private void running() throws IOException {
        write("bearerToken=old-token\napiKey=old-key\n");
        assertThat(provider.credentials()).isEqualTo(BOTH);
    }

    @ParameterizedTest
    @EnumSource
    void readsOneKindOrBoth(Ask ask) throws IOException {
        write("# made by the vault agent\n\napiKey = the-key\n");
        assertThat(ask.of(provider)).isEqualTo(Credentials.apiKey("the-key"));

        write("bearerToken: the-token\napiKey: the-key\n");
        assertThat(ask.of(provider)).isEqualTo(Credentials.of("the-token", "the-key"));
    }

    @ParameterizedTest
    @EnumSource
    void seesAFileThatIsRenamedOverItAtOnce(Ask ask) throws IOException {
        running();
        Path next = Files.writeString(folder.resolve("next"), "bearerToken=new-token\napiKey=new-key\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);

        assertThat(ask.of(provider)).isEqualTo(Credentials.of("new-token", "new-key"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bear",
                "bearerToken=",
                "bearerToken=new",
                "bearerToken=new-token",
                "bearerToken=new-token\n",
                "bearerToken=new-token\napi",
                "bearerToken=new-token\napiKey=",
                "bearerToken=new-token\napiKey=new",
                "bearerToken=new-token\napiKey=\\u00"
            })
    void keepsTheLastGoodValueUntilARewriteInPlaceIsDone(String firstHalf) throws IOException {
        running();
        write(firstHalf);
        assertThat(provider.credentials()).isEqualTo(BOTH);
        assertThat(provider.credentials()).isEqualTo(BOTH);

        write("bearerToken=new-token\napiKey=new-key\n");
        assertThat(provider.credentials()).isEqualTo(Credentials.of("new-token", "new-key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"apiKey=new-key\n", "apiKey=new-key"})
    void believesAnUnusualFileOnceItHasBeenLeftAlone(String text) throws IOException {
        running();
        write(text);
        assertThat(provider.credentials()).isEqualTo(BOTH);

        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(FileCredentials.SETTLED)));
        assertThat(provider.credentials()).isEqualTo(Credentials.apiKey("new-key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearerToken=new-token\napiKey=new-key", "apiKey=new-key\n"})
    void believesAnUnusualFileAtOnceWhenTheValueBeforeWasRefused(String text) throws IOException {
        running();
        write(text);
        provider.rejected(Credentials.of("an-older-token", "an-older-key"));
        assertThat(provider.credentials()).isEqualTo(BOTH);

        provider.rejected(BOTH);
        assertThat(provider.credentials().apiKey()).isEqualTo("new-key");
    }

    @Test
    void believesAFileWhoseTimeLiesInTheFutureOnceItHasBeenSeenForLongEnough() throws IOException {
        running();
        write("apiKey=new-key");
        Files.setLastModifiedTime(file, FileTime.from(NOW.plusSeconds(86_400)));
        assertThat(provider.credentials()).isEqualTo(BOTH);

        nanos.addAndGet(FileCredentials.SETTLED.toNanos() - 1);
        assertThat(provider.credentials()).isEqualTo(BOTH);

        nanos.addAndGet(1);
        assertThat(provider.credentials()).isEqualTo(Credentials.apiKey("new-key"));
    }

    @Test
    void keepsTheLastGoodValueWhileTheFileIsGoneAndWarnsOnce() throws IOException {
        running();
        Files.delete(file);
        try (LogCapture log = new LogCapture()) {
            for (int i = 0; i < 100; i++) {
                assertThat(provider.credentials()).isEqualTo(BOTH);
            }
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .contains("the last good value stays in use", file + ": no such file");

            write("bearerToken=old-token\napiKey=old-key\n");
            assertThat(provider.credentials()).isEqualTo(BOTH);
            Files.delete(file);
            assertThat(provider.credentials()).isEqualTo(BOTH);
            assertThat(log.warnings()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void needsNoFileBeforeItIsAsked(Ask ask) throws IOException {
        assertThatThrownBy(() -> ask.of(provider))
                .isInstanceOf(CredentialsException.class)
                .hasMessage("file " + file + ": no such file");

        write("apiKey=the-key\n");
        assertThat(ask.of(provider)).isEqualTo(Credentials.apiKey("the-key"));
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatIsWrongWithAFileWithoutRepeatingIt(Ask ask) throws IOException {
        write("apiKey=hush \\u00zz");
        assertFails(ask, "not a properties file");

        write("apiKey=hush hush\n");
        assertFails(ask, "the API key holds a blank");

        write("api_key=hush\n");
        assertFails(ask, "neither bearerToken nor apiKey is set");

        write("apiKey=hush\n".repeat(10_000));
        assertFails(ask, "larger than 65536 bytes");

        Files.write(file, "apiKey=hüsh\n".getBytes(StandardCharsets.ISO_8859_1));
        assertFails(ask, "not text in UTF-8");

        Files.write(file, "\uFEFFapiKey=hush\r\n".getBytes(StandardCharsets.UTF_16LE));
        assertFails(ask, "not text in UTF-8");

        Files.delete(file);
        Files.createDirectory(file);
        assertFails(ask, "not a file");
    }

    private void assertFails(Ask ask, String why) {
        assertThatThrownBy(() -> ask.of(provider))
                .isInstanceOf(CredentialsException.class)
                .hasMessageStartingWith("file " + file + ": ")
                .hasMessageContaining(why)
                .hasMessageNotContaining("hush");
    }

    @Test
    void keepsTheLastGoodValueWhateverTheFileTurnsInto() throws IOException {
        running();
        Files.write(file, new byte[] {(byte) 0xff, 0, 1});
        assertThat(provider.credentials()).isEqualTo(BOTH);

        write("apiKey=x\n".repeat(10_000));
        assertThat(provider.credentials()).isEqualTo(BOTH);

        Files.delete(file);
        Files.createDirectory(file);
        assertThat(provider.credentials()).isEqualTo(BOTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFFbearerToken=t\napiKey=k\n",
                "bearerToken=t\r\napiKey=k\r\n",
                "bearerToken=t\rapiKey=k\r",
                "\uFEFFapiKey=k\r\nbearerToken=t"
            })
    void takesAByteOrderMarkAndAnyLineEnd(String text) throws IOException {
        Files.write(file, text.getBytes(Charset.forName("UTF-8")));

        assertThat(provider.credentials()).isEqualTo(Credentials.of("t", "k"));
    }

    @Test
    void warnsWhenOthersCanReadTheFileAndAgainWhenTheyCanOnceMore() throws IOException {
        try (LogCapture log = new LogCapture()) {
            write("apiKey=the-key\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
            assertThat(provider.credentials()).isEqualTo(provider.credentials());
            assertThat(log.warnings()).singleElement().asString().contains(file.toString(), "chmod 600");

            write("apiKey=second\n");
            assertThat(provider.credentials()).isEqualTo(Credentials.apiKey("second"));
            assertThat(log.warnings()).hasSize(1);

            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            write("apiKey=third\n");
            assertThat(provider.credentials()).isEqualTo(Credentials.apiKey("third"));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw----r--"));
            write("apiKey=fourth\n");
            assertThat(provider.credentials()).isEqualTo(Credentials.apiKey("fourth"));
            assertThat(log.warnings()).hasSize(2);
            assertThat(log.everything()).doesNotContain("the-key", "second", "third", "fourth");
        }
    }

    @Test
    void isReadByAThreadThatHasBeenInterrupted() throws IOException {
        write("apiKey=the-key\n");
        Thread.currentThread().interrupt();
        try {
            assertThat(provider.credentials()).isEqualTo(Credentials.apiKey("the-key"));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
