package co.spkey.sdk.core.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CredentialsTest {

    @Test
    void holdWhatTheyWereMadeOf() {
        assertThat(Credentials.bearerToken("t").bearerToken()).isEqualTo("t");
        assertThat(Credentials.bearerToken("t").apiKey()).isNull();
        assertThat(Credentials.apiKey("k").apiKey()).isEqualTo("k");
        assertThat(Credentials.apiKey("k").bearerToken()).isNull();
        assertThat(Credentials.of("t", "k").bearerToken()).isEqualTo("t");
        assertThat(Credentials.of("t", "k").apiKey()).isEqualTo("k");
    }

    static Stream<Function<String, Credentials>> makers() {
        return Stream.of(
                Credentials::bearerToken,
                Credentials::apiKey,
                value -> Credentials.of(value, "other"),
                value -> Credentials.of("other", value));
    }

    @ParameterizedTest
    @MethodSource("makers")
    void refuseWhatCannotBeSentWithoutRepeatingIt(Function<String, Credentials> maker) {
        for (String bad : List.of(
                "hush\r",
                "hush\n",
                "hush\r\nX-Is-Admin: 1",
                "hu sh",
                "hush\t",
                "hush\u007f",
                "hush\u0000",
                "hüsh",
                "hush\ud800")) {
            assertThatIllegalArgumentException()
                    .as(bad)
                    .isThrownBy(() -> maker.apply(bad))
                    .satisfies(refusal -> assertThat(refusal.getMessage())
                            .contains("only visible ASCII")
                            .doesNotContain("hush", "hu sh", "hüsh"));
        }
        for (String blank : List.of("", " ", "\n")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> maker.apply(blank))
                    .withMessageContaining("blank");
        }
        assertThatNullPointerException().isThrownBy(() -> maker.apply(null));
    }

    @Test
    void sayWhatIsWrongWithATokenThatWasPastedWithItsScheme() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Credentials.bearerToken("Bearer abc"))
                .withMessage(
                        "the bearer token holds a blank at position 6 of 10; only visible ASCII characters can be sent"
                                + " (leave out the word \"Bearer\")");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "t,k,t,k,true",
                "t,-,t,-,true",
                "-,k,-,k,true",
                "t,k,t,x,false",
                "t,k,x,k,false",
                "t,-,-,t,false",
                "t,k,t,-,false",
                "t,-,tt,-,false"
            })
    void areEqualWhenBothHalvesAre(String token, String key, String otherToken, String otherKey, boolean equal) {
        Credentials one = made(token, key);
        Credentials two = made(otherToken, otherKey);

        assertThat(one.equals(two)).isEqualTo(equal);
        if (equal) {
            assertThat(one).hasSameHashCodeAs(two);
        }
        assertThat(one).isNotEqualTo(null).isNotEqualTo("t");
    }

    private static Credentials made(String token, String key) {
        if (token == null) {
            return Credentials.apiKey(key);
        }
        return key == null ? Credentials.bearerToken(token) : Credentials.of(token, key);
    }

    @Test
    void showTheirKindsAndAHintThatNobodyCanTurnBack() {
        String shown = Credentials.of("the-token", "the-key").toString();

        assertThat(shown).matches("Credentials\\[bearer token #[0-9a-f]{4}, API key #[0-9a-f]{4}]");
        assertThat(Credentials.apiKey("the-key").toString()).matches("Credentials\\[API key #[0-9a-f]{4}]");
        assertThat(Credentials.bearerToken("the-token").toString()).matches("Credentials\\[bearer token #[0-9a-f]{4}]");
        assertThat(Credentials.apiKey("the-key").toString())
                .isEqualTo(Credentials.apiKey("the-key").toString())
                .isNotEqualTo(Credentials.apiKey("the-kez").toString());
    }

    @Test
    void areNeitherARecordNorSerialisable() {
        assertThat(Credentials.class).isFinal().isNotRecord();
        assertThat(Serializable.class.isAssignableFrom(Credentials.class)).isFalse();
    }
}
