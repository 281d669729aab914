package co.spkey.sdk.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {

    @ParameterizedTest
    @CsvSource({
        "PRODUCTION,  https://api.spkey.co",
        "STAGING,     https://b2c-api.spk-stage.workers.dev",
        "DEVELOPMENT, https://b2c-api.spk-dev.workers.dev",
        "LOCAL,       http://localhost:8787",
    })
    void isWhereTheContractSays(Environment environment, URI baseUrl) {
        assertThat(environment.baseUrl()).isEqualTo(baseUrl);
    }
}
