package co.spkey.sdk.core.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.spkey.sdk.core.error.CredentialsException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NamedValueCredentialsTest {

    private final Map<String, String> variables = new HashMap<>();
    private final CredentialsProvider environment = NamedValueCredentials.environment(variables::get);

    @AfterEach
    void clear() {
        System.clearProperty("spkey.bearerToken");
        System.clearProperty("spkey.apiKey");
    }

    @ParameterizedTest
    @EnumSource
    void takesWhicheverKindIsSet(Ask ask) {
        variables.put("SPKEY_API_KEY", "the-key");
        assertThat(ask.of(environment)).isEqualTo(Credentials.apiKey("the-key"));

        variables.put("SPKEY_BEARER_TOKEN", "the-token");
        assertThat(ask.of(environment)).isEqualTo(Credentials.of("the-token", "the-key"));

        variables.remove("SPKEY_API_KEY");
        assertThat(ask.of(environment)).isEqualTo(Credentials.bearerToken("the-token"));
    }

    @ParameterizedTest
    @EnumSource
    void dropsWhiteSpaceAroundAValueAndTakesABlankOneForUnset(Ask ask) {
        variables.put("SPKEY_API_KEY", " the-key\r\n");
        variables.put("SPKEY_BEARER_TOKEN", " \t");

        assertThat(ask.of(environment)).isEqualTo(Credentials.apiKey("the-key"));
    }

    @ParameterizedTest
    @EnumSource
    void namesBothWhenNeitherIsSet(Ask ask) {
        assertThatThrownBy(() -> ask.of(environment))
                .isInstanceOf(CredentialsException.class)
                .hasMessage("environment variables: neither SPKEY_BEARER_TOKEN nor SPKEY_API_KEY is set");
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatIsWrongWithAValueWithoutRepeatingIt(Ask ask) {
        variables.put("SPKEY_BEARER_TOKEN", "Bearer hush");

        assertThatThrownBy(() -> ask.of(environment))
                .isInstanceOf(CredentialsException.class)
                .hasMessageStartingWith("environment variables: the bearer token holds a blank")
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @EnumSource
    void systemPropertiesAreReadAnewEachTime(Ask ask) {
        CredentialsProvider properties = CredentialsProvider.fromSystemProperties();
        System.setProperty("spkey.apiKey", "first");
        assertThat(ask.of(properties)).isEqualTo(Credentials.apiKey("first"));

        System.setProperty("spkey.apiKey", "second");
        System.setProperty("spkey.bearerToken", "token");
        assertThat(ask.of(properties)).isEqualTo(Credentials.of("token", "second"));
    }

    @Test
    void theRealEnvironmentIsWhatFromEnvironmentReads() {
        assertThat(CredentialsProvider.fromEnvironment()).hasToString("environment variables");
    }

    @ParameterizedTest
    @EnumSource
    void aFixedProviderGivesTheSameForEver(Ask ask) {
        Credentials key = Credentials.apiKey("the-key");
        CredentialsProvider fixed = CredentialsProvider.of(key);

        assertThat(ask.of(fixed)).isSameAs(key).isSameAs(ask.of(fixed));
        assertThat(fixed.toString()).doesNotContain("the-key");
    }
}
