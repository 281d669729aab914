package co.spkey.sdk.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-24T22:00:00Z");

    @ParameterizedTest(name = "[{0}] means {1}")
    @CsvSource({
        "2,                               PT2S",
        "0,                               PT0S",
        "'  7 ',                          PT7S",
        "-1,                              PT0S",
        "86400,                           PT24H",
        "99999999999,                     PT8760H",
        "99999999999999999999,            PT8760H",
        "'Tue, 24 Nov 2026 22:00:30 GMT', PT30S",
        "'Tue, 24 Nov 2026 21:00:00 GMT', PT0S",
    })
    void saysHowLongToWait(String field, Duration expected) {
        assertThat(RetryAfter.read(field, NOW)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "[{0}] is ignored")
    @ValueSource(
            strings = {
                "",
                " ",
                "soon",
                "1.5",
                "-",
                "-99999999999999999999",
                "9x",
                "Tue, 24 Nov 2026",
                "Mon, 24 Nov 2026 22:00:30 GMT"
            })
    void countsAsAbsentWhenItCannotBeRead(String field) {
        assertThat(RetryAfter.read(field, NOW)).isNull();
    }

    @Test
    void isAbsentWhenTheAnswerHasNoField() {
        assertThat(RetryAfter.read(null, NOW)).isNull();
    }
}
