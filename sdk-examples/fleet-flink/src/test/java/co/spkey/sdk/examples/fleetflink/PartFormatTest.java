package co.spkey.sdk.examples.fleetflink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.apache.flink.connector.file.src.reader.BulkFormat.Reader;
import org.apache.flink.connector.file.src.reader.BulkFormat.RecordIterator;
import org.apache.flink.core.fs.Path;
import org.junit.jupiter.api.Test;

class PartFormatTest {

    private static final String PART = "hubId,serial,model\nh-1,S,M\n";

    @Test
    void partsInFoldersOfTheSameNameAreToldApart() {
        PartFormat format = new PartFormat(new Path("s3://plants/2026-11"));

        assertThat(format.name(new Path("s3://plants/2026-11/north/week-1/part.csv")))
                .isEqualTo("north/week-1/part.csv");
        assertThat(format.name(new Path("s3://plants/2026-11/south/week-1/part.csv")))
                .isEqualTo("south/week-1/part.csv");
    }

    @Test
    void theFolderMayBeGivenInAnyWay() {
        java.nio.file.Path folder = java.nio.file.Path.of("parts").toAbsolutePath();
        Path part = new Path(folder.resolve("north/part.csv").toUri());

        for (Path given : List.of(new Path("parts"), new Path("./parts/"), new Path(folder.toUri()))) {
            assertThat(new PartFormat(given).name(part)).isEqualTo("north/part.csv");
        }
        assertThat(new PartFormat(new Path("s3://plants")).name(new Path("s3://plants/north/part.csv")))
                .isEqualTo("north/part.csv");
    }

    @Test
    void aPartThatIsGivenItselfKeepsItsWholePath() {
        Path part = new Path("/data/part.csv");

        assertThat(new PartFormat(part).name(part)).isEqualTo("/data/part.csv");
    }

    @Test
    void aPartIsOpenUntilItsReaderIsClosed() throws IOException {
        Stream in = new Stream(PART, false);
        try (Reader<PartLine> reader = PartFormat.reader("north/part.csv", in, 0)) {
            assertThat(first(reader).place()).isEqualTo("north/part.csv:2");
            assertThat(in.closed).isFalse();
        }
        assertThat(in.closed).isTrue();
    }

    @Test
    void aFileThatIsNoManifestIsClosedAtOnce() throws IOException {
        Stream in = new Stream("call the plant\n", false);
        try (Reader<PartLine> reader = PartFormat.reader("north/notes.csv", in, 0)) {
            assertThat(in.closed).isTrue();
            assertThat(first(reader).problem()).startsWith("north/notes.csv has no column hubId");
        }
    }

    @Test
    void aStreamThatBreaksWhileARestoredJobSkipsWhatItHadReadIsClosed() {
        Stream in = new Stream(PART, true);

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> PartFormat.reader("north/part.csv", in, 2))
                .withMessageContaining("the disk is gone");
        assertThat(in.closed).isTrue();
    }

    private static PartLine first(Reader<PartLine> reader) throws IOException {
        RecordIterator<PartLine> batch = Objects.requireNonNull(reader.readBatch());
        return Objects.requireNonNull(batch.next()).getRecord();
    }

    private static final class Stream extends FilterInputStream {

        private final boolean breaks;
        private boolean closed;

        private Stream(String text, boolean breaks) {
            super(new ByteArrayInputStream(text.getBytes(UTF_8)));
            this.breaks = breaks;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            if (count < 0 && breaks) {
                throw new IOException("the disk is gone");
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            closed = true;
            super.close();
        }
    }
}
