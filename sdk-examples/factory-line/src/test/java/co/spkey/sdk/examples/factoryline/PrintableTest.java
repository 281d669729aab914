package co.spkey.sdk.examples.factoryline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {

    @ParameterizedTest(name = "{0} fills its eight columns")
    @CsvSource({
        "hub-1,     'hub-1   '",
        "12345678,  12345678",
        "123456789, 12345...",
        "門の鍵,    '門の鍵  '",
        "門の鍵の番, 門の...",
        "cle\u0301, 'cle\u0301     '",
        "'',        '        '",
    })
    void aCellIsAsWideAsItsColumn(String text, String cell) {
        assertThat(Printable.cell(text, 8).stripTrailing()).isEqualTo(cell.stripTrailing());
    }

    @Test
    void whatCouldDriveATerminalIsMadeHarmless() {
        assertThat(Printable.line("a\u001b[2Jb\nc\rd\u009be\u2028f\u202eg\u007f"))
                .isEqualTo("a?[2Jb?c?d?e?f?g?");
    }
}
