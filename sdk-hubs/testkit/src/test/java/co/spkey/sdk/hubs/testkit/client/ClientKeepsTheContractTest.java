package co.spkey.sdk.hubs.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.error.ApiException;
import co.spkey.sdk.core.error.UnauthorizedException;
import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import co.spkey.sdk.hubs.testkit.ErrorShape;
import co.spkey.sdk.hubs.testkit.Fault;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import co.spkey.sdk.hubs.testkit.WithReferenceServer;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever our client is asked to do, and whatever it is answered, the judge of clients finds nothing: the extension fails each
 * test where it does.
 */
@WithReferenceServer
class ClientKeepsTheContractTest {

    private static final ProvisionHubRequest REQUEST = ProvisionHubRequest.of("hub-1", "SN-1", "M-1");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hub-1", "a/b", "a b", "100%", "%41", "grün", "🔑", "?", "#", "a+b", "...", "a~b._-", "{\"}", "\\", "*"
            })
    void aHubOfAnyIdIsProvisionedAndFound(String hubId, ReferenceServer server, HubsClient hubs) {
        ProvisionHubRequest request = ProvisionHubRequest.of(hubId, "SN-\u0001\"", "M-1")
                .withThingName("thing " + hubId)
                .withVendorName("ACME");

        hubs.provisionVerified(request);
        hubs.provisionVerifiedAsync(request).join();

        assertThat(hubs.status(hubId).hubId()).isEqualTo(hubId);
        assertThat(server.hubs().ids()).containsExactly(hubId);
    }

    @ParameterizedTest
    @CsvSource({
        "E1,400",
        "E2,400",
        "E3,400",
        "E3B,400",
        "E1,403",
        "E2B,403",
        "E3,403",
        "E7_TEXT,404",
        "E2B,404",
        "E1,409",
        "E2B,409",
        "E1,422",
        "E6,422",
        "E2B,405",
        "E8,400",
    })
    void aRefusalIsNotSentAgain(ErrorShape shape, int status, ReferenceServer server, HubsClient hubs) {
        server.faults().times(2, new Fault.ErrorAnswer(shape, status));

        assertThatThrownBy(() -> hubs.provision(REQUEST)).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> hubs.provisionAsync(ProvisionHubRequest.of("hub-2", "SN-2", "M-1"))
                        .join())
                .isInstanceOf(CompletionException.class);

        assertThat(server.requests().count()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "E2B,429",
        "E6,429",
        "E1,500",
        "E3,500",
        "E3B,500",
        "E7_HTML,502",
        "E6,503",
        "E2B,504",
        "E7_EMPTY,520",
        "E7_HTML,527",
        "E7_TEXT,530",
    })
    void troubleIsMetWithTheSameData(ErrorShape shape, int status, ReferenceServer server, HubsClient hubs) {
        server.faults().times(2, new Fault.ErrorAnswer(shape, status));

        hubs.provision(REQUEST.withVendorName("ACME"));

        assertThat(server.requests().count()).isEqualTo(3);
    }

    @Test
    void whatTookEffectBeforeItFailedIsMetWithTheSameData(ReferenceServer server, HubsClient hubs) {
        server.faults().once(new Fault.ErrorAnswer(ErrorShape.E5, 500).afterApplying());
        server.faults().once(new Fault.CutConnection().afterApplying());
        server.faults().once(new Fault.CutBeforeReading());

        hubs.provisionAsync(REQUEST).join();

        assertThat(server.requests().count()).isEqualTo(4);
        assertThat(server.hubs().count()).isEqualTo(1);
    }

    @Test
    void itDoesNotComeBackBeforeItIsAskedTo(ReferenceServer server, HubsClient hubs) {
        server.faults().once(new Fault.ErrorAnswer(ErrorShape.E4, 503).withRetryAfter("1"));

        hubs.provision(REQUEST);

        assertThat(server.requests().count()).isEqualTo(2);
    }

    @Test
    void credentialsThatWereRefusedAreNotSentAgain(ReferenceServer server) {
        server.credentials().revokeApiKey(ReferenceServer.DEFAULT_API_KEY);

        try (HubsClient hubs =
                client(server, CredentialsProvider.of(Credentials.apiKey(ReferenceServer.DEFAULT_API_KEY)))) {
            assertThatThrownBy(() -> hubs.provision(REQUEST)).isInstanceOf(UnauthorizedException.class);
        }

        assertThat(server.requests().count()).isEqualTo(1);
    }

    @Test
    void renewedCredentialsAreSentOnce(ReferenceServer server) {
        AtomicReference<Credentials> current = new AtomicReference<>(Credentials.bearerToken("expired"));
        CredentialsProvider renewing = new CredentialsProvider() {
            @Override
            public Credentials credentials() {
                return current.get();
            }

            @Override
            public void rejected(Credentials rejected) {
                current.set(Credentials.bearerToken(ReferenceServer.DEFAULT_BEARER_TOKEN));
            }
        };

        try (HubsClient hubs = client(server, renewing)) {
            hubs.provision(REQUEST);
        }

        assertThat(server.requests().count()).isEqualTo(2);
    }

    private static HubsClient client(ReferenceServer server, CredentialsProvider credentials) {
        return HubsClient.builder()
                .baseUrl(server.baseUrl())
                .credentials(credentials)
                .build();
    }
}
