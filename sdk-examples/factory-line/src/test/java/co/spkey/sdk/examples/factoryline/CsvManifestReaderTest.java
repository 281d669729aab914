package co.spkey.sdk.examples.factoryline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import co.spkey.sdk.examples.factoryline.ManifestLine.BadLine;
import co.spkey.sdk.examples.factoryline.ManifestLine.HubLine;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvManifestReaderTest {

    private static final String HEADER = "hubId,serial,model,thingName,vendorName\n";

    private static ManifestReader reader(InputStream manifest) {
        try {
            return new CsvManifestReader(new TextLines(manifest), "line.csv");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ManifestReader reader(byte[] manifest) {
        return reader(new ByteArrayInputStream(manifest));
    }

    private static List<ManifestLine> lines(byte[] manifest) {
        List<ManifestLine> lines = new ArrayList<>();
        try (ManifestReader reader = reader(manifest)) {
            for (ManifestLine line = reader.next(); line != null; line = reader.next()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static List<ManifestLine> lines(String manifest) {
        return lines(manifest.getBytes(UTF_8));
    }

    private static HubLine hub(long number, String hubId, String serial, String model) {
        return new HubLine(number, ProvisionHubRequest.of(hubId, serial, model));
    }

    private static BadLine bad(long number, String reason) {
        return new BadLine(number, HubFields.NONE, reason);
    }

    @Test
    void aHubHasWhatItsCellsSay() {
        assertThat(lines(HEADER + "h-1,S-1,M-1,t-1,ACME\nh-2,S-2,M-2,,\n"))
                .containsExactly(
                        new HubLine(
                                2,
                                ProvisionHubRequest.of("h-1", "S-1", "M-1")
                                        .withThingName("t-1")
                                        .withVendorName("ACME")),
                        hub(3, "h-2", "S-2", "M-2"));
    }

    @Test
    void columnsMayComeInAnyOrderWithOthersBetween() {
        assertThat(lines("colour,vendorName, model ,box,serial,hubId\nred,ACME,M,7,S,h\n"))
                .containsExactly(
                        new HubLine(2, ProvisionHubRequest.of("h", "S", "M").withVendorName("ACME")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hubId,serial,model\nh,S,M",
                "hubId,serial,model\nh,S,M\n",
                "hubId,serial,model\r\nh,S,M\r\n",
                "\uFEFFhubId,serial,model\nh,S,M\n",
                "\uFEFF\"hubId\",\"serial\",\"model\"\r\n\"h\",\"S\",\"M\"\r\n",
            })
    void aManifestIsReadWhateverProgramSavedIt(String manifest) {
        assertThat(lines(manifest)).containsExactly(hub(2, "h", "S", "M"));
    }

    @Test
    void quotesKeepCommasQuotesAndBlanksInACell() {
        assertThat(lines("hubId,serial,model\n\"a, \"\"b\"\"\",S,M\na / é,S,M\n"))
                .containsExactly(hub(2, "a, \"b\"", "S", "M"), hub(3, "a / é", "S", "M"));
    }

    @Test
    void blankLinesAreSkippedAndStillCountedAsLines() {
        assertThat(lines("hubId,serial,model\n\nh-1,S,M\n\n\nh-2,S,M\n"))
                .containsExactly(hub(3, "h-1", "S", "M"), hub(6, "h-2", "S", "M"));
    }

    @ParameterizedTest(name = "[{0}] is refused: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "',S,M,,'      | hubId is empty",
                "'  ,S,M,,'    | hubId is empty",
                "'.,S,M,,'     | hubId cannot be \".\": URLs are normalised, so it can't be addressed (PH-REQ-10)",
                "'h,,M,,'      | serial is empty",
                "'h,S, ,,'     | model is empty",
                "' h,S,M,,'    | hubId begins with a blank; take it out, since it would be stored for good",
                "'h,S\t,M,,'   | serial ends with a blank; take it out, since it would be stored for good",
                "'h,S,M ,,'    | model ends with a blank; take it out, since it would be stored for good",
                "'h,S,M, t,'   | thingName begins with a blank; take it out, since it would be stored for good",
                "'h,S,M,,v\u00a0' | vendorName ends with a blank; take it out, since it would be stored for good",
                "'h,S'         | the line has 2 cells, the header has 5",
                "'h,S,M,t,v,x' | the line has 6 cells, the header has 5",
            })
    void aBadLineIsReportedAndTheNextOneRead(String row, String reason) {
        List<ManifestLine> lines = lines(HEADER + row + "\nnext,S,M,,\n");

        assertThat(lines).hasSize(2).last().isEqualTo(hub(3, "next", "S", "M"));
        assertThat(lines.get(0))
                .isInstanceOfSatisfying(
                        BadLine.class, bad -> assertThat(bad.reason()).isEqualTo(reason))
                .extracting(ManifestLine::number)
                .isEqualTo(2L);
    }

    @Test
    void aLineThatIsNotUtf8IsRefusedInsteadOfSentMaimed() {
        assertThat(lines((HEADER + "h-1,S,M,,Schlösser\nh-2,S,M,,\n").getBytes(ISO_8859_1)))
                .containsExactly(
                        new BadLine(
                                2,
                                new HubFields("h-1", "S", "M", null, "Schl\uFFFDsser"),
                                "vendorName isn't readable as UTF-8; save the manifest as UTF-8"),
                        hub(3, "h-2", "S", "M"));
    }

    @Test
    void idsThatDifferInLetterCaseAreTwoHubs() {
        assertThat(lines("hubId,serial,model\nh,S,M\nH,S,M\n"))
                .containsExactly(hub(2, "h", "S", "M"), hub(3, "H", "S", "M"));
    }

    @Test
    void aQuoteThatIsNeverClosedIsTheMatterOfItsOwnLine() {
        assertThat(lines("hubId,serial,model\nh-1,S,M\nh-2,\"S,M\nh-3,S,M\nh-4,S,M\n"))
                .containsExactly(
                        hub(2, "h-1", "S", "M"),
                        bad(3, "a quote is opened and never closed"),
                        hub(4, "h-3", "S", "M"),
                        hub(5, "h-4", "S", "M"));
    }

    @Test
    void aQuoteThatIsClosedFarBelowIsTheMatterOfItsOwnLineToo() {
        assertThat(lines("hubId,serial,model\nh-1,\"S,M\nh-2,S,M\nh-3,\"S\",M\n"))
                .containsExactly(
                        bad(2, "no CSV: Unexpected character after closing quote: 'S' (0x53)"),
                        hub(3, "h-2", "S", "M"),
                        hub(4, "h-3", "S", "M"));
    }

    @Test
    void aRowThatSwallowsItsNeighboursSaysHowFarItReaches() {
        assertThat(lines("hubId,serial,model\nh-1,\"S,M\nh-2,S,M\"\nh-3,S,M\n"))
                .containsExactly(
                        new BadLine(
                                2,
                                HubFields.ofHub("h-1"),
                                "the line has 2 cells, the header has 3; by its quotes it ends in line 3"),
                        hub(4, "h-3", "S", "M"));
    }

    @Test
    void lineBreaksWithinQuotesStayAsTheyAre() {
        assertThat(lines("hubId,serial,model\r\n\"a\r\nb\nc\",\"S\r1\",M\r\nd,S,M\r\n"))
                .containsExactly(hub(2, "a\r\nb\nc", "S\r1", "M"), hub(6, "d", "S", "M"));
    }

    @Test
    void aQuoteInTheMiddleOfACellIsACharacterLikeOthers() {
        assertThat(lines("hubId,serial,model\nh-1,12\" S,M\nh-2,S,M\n"))
                .containsExactly(hub(2, "h-1", "12\" S", "M"), hub(3, "h-2", "S", "M"));
    }

    @Test
    void aLineLongerThanAnyHubIsPassedOver() {
        String endless = "x".repeat(3 * TextLines.LONGEST);

        assertThat(lines("hubId,serial,model\n" + endless + "\nh-1,S,M\nh-2,\"S\n" + endless + "\nh-3,S,M"))
                .containsExactly(
                        bad(2, "the line has more than 65536 characters"),
                        hub(3, "h-1", "S", "M"),
                        bad(4, "a quote is opened and never closed"),
                        bad(5, "the line has more than 65536 characters"),
                        hub(6, "h-3", "S", "M"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "x-UTF-16LE-BOM"})
    void aByteOrderMarkTellsTheEncoding(String charset) {
        assertThat(lines("hubId,serial,model\nhüb,S,M\n".getBytes(Charset.forName(charset))))
                .containsExactly(hub(2, "hüb", "S", "M"));
    }

    @Test
    void loneCarriageReturnsEndLinesToo() {
        assertThat(lines("hubId,serial,model\rh-1,S,M\r\rh-2,S,M\r"))
                .containsExactly(hub(2, "h-1", "S", "M"), hub(4, "h-2", "S", "M"));
    }

    @Test
    void aDiskThatFailsInTheMiddleIsNotTheEndOfTheManifest() throws IOException {
        InputStream failing = InputStream.nullInputStream();
        failing.close();
        failing = new SequenceInputStream(stream("hubId,serial,model\nh-1,S,M\n"), failing);
        try (ManifestReader reader = reader(failing)) {
            assertThat(reader.next()).isEqualTo(hub(2, "h-1", "S", "M"));
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(reader::next)
                    .withMessage("line.csv can't be read after line 2: Stream closed");
        }
    }

    @ParameterizedTest(name = "[{0}] is no manifest")
    @CsvSource(
            delimiter = '|',
            value = {
                "''                         | line.csv is empty; its first line should be: hubId,serial,model",
                "'\n\n'                     | line.csv is empty",
                "hubId;serial;model         | line.csv has no column hubId, serial, model; its first line is:"
                        + " hubId;serial",
                "hubId,model                | line.csv has no column serial; its first line is: hubId,model",
                "hubId,serial,model,serial  | line.csv has more than one column serial",
                "'hubId,serial,\"model'     | line.csv can't be read: a quote is opened and never closed",
            })
    void aFileWithoutAUsableHeaderIsRefused(String manifest, String message) {
        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(() -> reader(manifest.getBytes(UTF_8)))
                .withMessageStartingWith(message);
    }

    @Test
    void noMoreIsReadThanIsAskedFor() {
        EndlessManifest endless = new EndlessManifest();
        try (ManifestReader reader = reader(endless)) {
            assertThat(reader.next()).isEqualTo(hub(2, "h-2", "S", "M"));
            assertThat(reader.next()).isEqualTo(hub(3, "h-3", "S", "M"));
        }
        assertThat(endless.lines).isLessThan(100_000);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    /** A manifest larger than any memory. */
    private static final class EndlessManifest extends InputStream {

        private int lines;
        private InputStream line = InputStream.nullInputStream();

        @Override
        public int read() throws IOException {
            return line().read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return line().read(into, offset, length);
        }

        private InputStream line() throws IOException {
            if (line.available() == 0) {
                lines++;
                line = stream(lines == 1 ? "hubId,serial,model\n" : "h-" + lines + ",S,M\n");
            }
            return line;
        }
    }
}
