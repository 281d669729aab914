package co.spkey.sdk.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathSegmentTest {

    @ParameterizedTest
    @CsvSource({
        "hub-0042, hub-0042",
        "azAZ09-._~, azAZ09-._~",
        "'a b', a%20b",
        "a/b, a%2Fb",
        "a%2Fb, a%252Fb",
        "a+b, a%2Bb",
        "ü, %C3%BC",
        "€, %E2%82%AC",
        "a😀b, a%F0%9F%98%80b",
        "`, %60",
        "'{', %7B",
        "@, %40",
        "'[', %5B",
        "':', %3A"
    })
    void everythingButTheUnreservedCharactersIsPercentEncodedAndComesBack(String text, String segment) {
        assertThat(PathSegment.encode(text)).isEqualTo(segment);
        assertThat(PathSegment.decode(segment)).isEqualTo(text);
    }

    @Test
    void everyAsciiCharacterIsEncodedAsTheStandardSays() {
        String unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

        assertThat(IntStream.range(0, 128).mapToObj(Character::toString)).allSatisfy(character -> {
            String expected =
                    unreserved.contains(character) ? character : "%%%02X".formatted((int) character.charAt(0));
            assertThat(PathSegment.encode(character)).isEqualTo(expected);
            assertThat(PathSegment.encode("ü" + character)).isEqualTo("%C3%BC" + expected);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%", "a%2", "a%zz", "a%2g", "a%g2", "%2Fb%"})
    void whatIsNoWellFormedEncodingIsLeftAsItIs(String segment) {
        assertThat(PathSegment.decode(segment)).isEqualTo(segment);
    }

    @ParameterizedTest
    @CsvSource({"a%2fb, a/b", "ü%20ü, ü ü", "😀%20😀, 😀 😀", "%41%42, AB", "%7e, ~"})
    void decodingTakesLowerCaseAndCharactersThatWereLeftPlain(String segment, String text) {
        assertThat(PathSegment.decode(segment)).isEqualTo(text);
    }
}
