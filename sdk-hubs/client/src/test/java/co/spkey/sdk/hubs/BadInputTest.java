package co.spkey.sdk.hubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import co.spkey.sdk.core.Environment;
import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before anything is sent, and what the refusal says. */
class BadInputTest {

    private static final CredentialsProvider KEY = CredentialsProvider.of(Credentials.apiKey("the-key"));

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", ".", ".."})
    void aHubIdThatCannotBeAddressedIsRefused(String hubId) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProvisionHubRequest.of(hubId, "SN", "M"))
                .withMessageStartingWith("hubId");
        try (HubsClient hubs = HubsClient.builder().credentials(KEY).build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> hubs.status(hubId))
                    .withMessageStartingWith("hubId");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> hubs.statusAsync(hubId))
                    .withMessageStartingWith("hubId");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"...", "a/..", "%2E", "hub 1", "hüb", "a/b?c#d%"})
    void anyOtherHubIdIsTaken(String hubId) {
        assertThat(ProvisionHubRequest.of(hubId, "SN", "M").hubId()).isEqualTo(hubId);
    }

    @Test
    void anEmptyTextIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProvisionHubRequest.of("h", "", "M"))
                .withMessage("serial is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProvisionHubRequest.of("h", "SN", ""))
                .withMessage("model is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProvisionHubRequest.of("h", "SN", "M").withThingName(""))
                .withMessage("thingName is empty");
    }

    @Test
    void aBlankSerialAndAnEmptyVendorAreTheCallersBusiness() {
        ProvisionHubRequest request = ProvisionHubRequest.of("h", " ", " ").withVendorName("");

        assertThat(request.serial()).isEqualTo(" ");
        assertThat(request.vendorName()).isEmpty();
    }

    @Test
    void aHubIdAsLongAsAFileIsRefusedWithoutBeingRepeated() {
        assertThat(ProvisionHubRequest.of("x".repeat(100_000), "SN", "M")).isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProvisionHubRequest.of("x".repeat(100_001), "SN", "M"))
                .withMessageStartingWith("hubId has 100001 characters")
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(300));
    }

    @ParameterizedTest
    @CsvSource({"hubId", "serial", "model", "thingName", "vendorName"})
    void halfASurrogatePairIsRefusedInEveryField(String field) {
        for (String half : new String[] {"x\ud800", "\ud800x", "\udc00", "\udc00\ud800", "\ud83d\ude00\ud83d"}) {
            ProvisionHubRequest.Builder builder =
                    ProvisionHubRequest.builder().hubId("h").serial("SN").model("M");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> set(builder, field, half).build())
                    .withMessageStartingWith(field + " holds an unpaired surrogate");
        }
        assertThat(set(ProvisionHubRequest.builder().hubId("h").serial("SN").model("M"), field, "\ud83d\ude00")
                        .build())
                .isNotNull();
    }

    private static ProvisionHubRequest.Builder set(ProvisionHubRequest.Builder builder, String field, String value) {
        return switch (field) {
            case "hubId" -> builder.hubId(value);
            case "serial" -> builder.serial(value);
            case "model" -> builder.model(value);
            case "thingName" -> builder.thingName(value);
            default -> builder.vendorName(value);
        };
    }

    @Test
    void aMissingFieldIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() ->
                        ProvisionHubRequest.builder().hubId("h").serial("SN").build())
                .withMessage("model");
        assertThatNullPointerException()
                .isThrownBy(() ->
                        ProvisionHubRequest.builder().serial("SN").model("M").build())
                .withMessage("hubId");
    }

    @ParameterizedTest
    @CsvSource({
        "api.spkey.co,                    absolute",
        "/api,                            absolute",
        "ftp://api.spkey.co,              https://",
        "https:///path,                   host",
        "https://a_b.example,             host",
        "https://user:hidden@example.com, user info",
        "https://user:hidden@a_b.example, user info",
        "https://example.com?token=hidden, query",
        "https://example.com#hidden,      fragment",
    })
    void aBaseUrlThatCannotBeOneIsRefusedAtTheSetter(URI url, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HubsClient.builder().baseUrl(url))
                .withMessageStartingWith("base URL refused")
                .withMessageContaining(why)
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("hidden"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com",
                "http://10.0.0.1",
                "http://localhost.example.com",
                "http://127.0.0.1.example"
            })
    void plainHttpToAnotherMachineIsRefusedUnlessAllowed(URI url) {
        HubsClient.Builder builder = HubsClient.builder().credentials(KEY).baseUrl(url);

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContaining("allowInsecureHttp()")
                .withMessageContaining(url.toString());
        builder.allowInsecureHttp().build().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1", "HTTP://LOCALHOST:1", "http://127.1.2.3:1", "http://[::1]:1/prefix/"})
    void plainHttpToThisMachineIsFine(URI url) {
        HubsClient.builder().credentials(KEY).baseUrl(url).build().close();
    }

    @Test
    void aClientWithoutCredentialsSaysWhatToAdd() {
        assertThatIllegalStateException()
                .isThrownBy(() -> HubsClient.builder().build())
                .withMessageContaining(".credentials(CredentialsProvider.fromEnvironment())");
    }

    @Test
    void settingsThatExcludeEachOtherAreRefused() {
        HubsClient.Builder twoPlaces = HubsClient.builder()
                .credentials(KEY)
                .environment(Environment.STAGING)
                .baseUrl(URI.create("https://example.com"));
        assertThatIllegalStateException().isThrownBy(twoPlaces::build).withMessageContaining("STAGING");

        HubsClient.Builder twoClients = HubsClient.builder()
                .credentials(KEY)
                .httpClient(HttpClient.newHttpClient())
                .connectTimeout(Duration.ofSeconds(1));
        assertThatIllegalStateException().isThrownBy(twoClients::build).withMessageContaining("connectTimeout(…)");
    }

    @Test
    void anHttpClientThatFollowsRedirectsIsRefused() {
        HubsClient.Builder supplied = HubsClient.builder()
                .credentials(KEY)
                .httpClient(HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build());
        assertThatIllegalArgumentException().isThrownBy(supplied::build).withMessageContaining("redirects");

        HubsClient.Builder configured = HubsClient.builder()
                .credentials(KEY)
                .configureHttpClient(http -> http.followRedirects(HttpClient.Redirect.ALWAYS));
        assertThatIllegalArgumentException().isThrownBy(configured::build).withMessageContaining("ALWAYS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "acme line/2", "acme/2/3", "acme\r\nX-Evil: 1", "acme (line)"})
    void anApplicationNameThatIsNoProductIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HubsClient.builder().application(name))
                .withMessageContaining("acme-line/2.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT25H"})
    void aLimitOutOfRangeIsRefusedAtItsSetter(Duration limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HubsClient.builder().connectTimeout(limit))
                .withMessageStartingWith("connectTimeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HubsClient.builder().attemptTimeout(limit))
                .withMessageStartingWith("attemptTimeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HubsClient.builder().callTimeout(limit))
                .withMessageStartingWith("callTimeout");
    }

    @Test
    @SuppressWarnings("NullAway") // Not every caller's compiler checks.
    void nullArgumentsAreRefusedByName() {
        try (HubsClient hubs = HubsClient.builder().credentials(KEY).build()) {
            assertThatNullPointerException()
                    .isThrownBy(() -> hubs.provision(null))
                    .withMessage("request");
            assertThatNullPointerException()
                    .isThrownBy(() -> hubs.provisionAsync(null))
                    .withMessage("request");
            assertThatNullPointerException()
                    .isThrownBy(() -> hubs.provision(ProvisionHubRequest.of("h", "s", "m"), null))
                    .withMessage("options");
        }
    }
}
