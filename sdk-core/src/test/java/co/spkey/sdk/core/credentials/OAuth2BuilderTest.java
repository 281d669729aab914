package co.spkey.sdk.core.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import co.spkey.sdk.core.retry.RetryPolicy;
import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuth2BuilderTest {

    private static final URI HTTPS = URI.create("https://idp.example/token");

    private static OAuth2ClientCredentials.Builder builder() {
        return OAuth2ClientCredentials.builder()
                .tokenEndpoint(HTTPS)
                .clientId("line-7")
                .clientSecret("hush-hush");
    }

    @ParameterizedTest
    @CsvSource({
        "idp.example/token,                 it must be absolute",
        "/token,                            it must be absolute",
        "ftp://idp.example,                 https://",
        "mailto:hidden@example.com,         https://",
        "https:///token,                    no readable host name",
        "https://a_b.example/token,         no readable host name",
        "https://user:hidden@idp.example,   user info",
        "https://user:hidden@a_b.example,   user info",
        "https://idp.example/token#hidden,  fragment",
    })
    void aTokenEndpointThatCannotBeOneIsRefusedAtTheSetter(URI url, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OAuth2ClientCredentials.builder().tokenEndpoint(url))
                .withMessageStartingWith("token endpoint refused: ")
                .withMessageContaining(why)
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("hidden"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://idp.example/t",
                "http://10.0.0.1/t",
                "http://localhost.example/t?key=hidden",
                "http://127.0.0.1.example/t"
            })
    void plainHttpToAnotherMachineHasToBeAllowed(URI url) {
        OAuth2ClientCredentials.Builder builder = builder().tokenEndpoint(url);

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContaining("allowInsecureHttp()")
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("hidden"));
        builder.allowInsecureHttp().build().close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:1/t",
                "http://127.0.0.1/t",
                "http://[::1]/t",
                "https://idp.example/t?tenant=a",
                "HTTPS://IDP.EXAMPLE"
            })
    void httpsAndThisMachineItselfAreFine(URI url) {
        builder().tokenEndpoint(url).build().close();
    }

    @Test
    void namesWhatIsMissing() {
        assertThatIllegalStateException()
                .isThrownBy(OAuth2ClientCredentials.builder()::build)
                .withMessage("tokenEndpoint is missing");
        assertThatIllegalStateException()
                .isThrownBy(OAuth2ClientCredentials.builder().tokenEndpoint(HTTPS)::build)
                .withMessage("clientId is missing");
        assertThatIllegalStateException()
                .isThrownBy(
                        OAuth2ClientCredentials.builder().tokenEndpoint(HTTPS).clientId("x")::build)
                .withMessage("clientSecret is missing");
    }

    static Stream<Consumer<OAuth2ClientCredentials.Builder>> badSettings() {
        return Stream.of(
                builder -> builder.clientId(" "),
                builder -> builder.clientId("a\n"),
                builder -> builder.clientSecret(""),
                builder -> builder.clientSecret("hidden\r\n"),
                builder -> builder.audience(""),
                builder -> builder.scope("\t"),
                builder -> builder.apiKey("hid den"),
                builder -> builder.requestTimeout(Duration.ZERO),
                builder -> builder.connectTimeout(Duration.ofSeconds(-1)),
                builder -> builder.requestTimeout(Duration.ofDays(2)),
                builder -> builder.refreshMargin(Duration.ofSeconds(-1)),
                builder -> builder.refreshMargin(Duration.ofDays(2)));
    }

    @ParameterizedTest
    @MethodSource("badSettings")
    void refusesABadValueAtTheSetterWithoutRepeatingASecret(Consumer<OAuth2ClientCredentials.Builder> setting) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setting.accept(builder()))
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("hid"));
    }

    @Test
    void refusesAnHttpClientThatFollowsRedirects() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .configureHttpClient(client -> client.followRedirects(Redirect.NORMAL))
                        .build())
                .withMessageContaining("redirects");
    }

    @Test
    void takesEverythingAndShowsNothingSecret() {
        try (OAuth2ClientCredentials provider = builder()
                .tokenEndpoint(URI.create("https://idp.example/token?key=hidden"))
                .clientAuthentication(ClientAuthentication.CLIENT_SECRET_POST)
                .audience("https://api.spkey.co")
                .scope("a b")
                .apiKey("hidden-key")
                .requestTimeout(Duration.ofSeconds(3))
                .connectTimeout(Duration.ofSeconds(1))
                .retryPolicy(RetryPolicy.none())
                .refreshMargin(Duration.ZERO)
                .build()) {
            assertThat(provider).hasToString("OAuth 2.0 client line-7 at https://idp.example/token");
        }
    }
}
