package co.spkey.sdk.examples.oauth2service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.hubs.ProvisionOutcome;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubRegistrationTest {

    @TempDir
    private Path folder;

    private IdentityProvider identityProvider;
    private ReferenceServer api;
    private Path secretFile = Path.of("");
    private HubRegistration registration;

    @BeforeEach
    void start() throws IOException {
        identityProvider = new IdentityProvider();
        api = ReferenceServer.builder().bearerToken("jwt-1").start();
        secretFile = Files.writeString(folder.resolve("client-secret"), "sekret-1\n");
        registration = new HubRegistration(api.baseUrl(), identityProvider.tokenEndpoint(), "line-7", secretFile);
    }

    @AfterEach
    void stop() {
        registration.close();
        api.close();
        identityProvider.close();
    }

    @Test
    void oneTokenServesManyCalls() {
        assertThat(registration.register("hub-1", "SN-1", "M-1").outcome()).isEqualTo(ProvisionOutcome.PROVISIONED);
        assertThat(registration.register("hub-2", "SN-2", "M-1").outcome()).isEqualTo(ProvisionOutcome.PROVISIONED);

        assertThat(identityProvider.forms())
                .singleElement()
                .asString()
                .contains("grant_type=client_credentials", "audience=https%3A%2F%2Fapi.spkey.co");
        assertThat(api.hubs().count()).isEqualTo(2);
    }

    @Test
    void aRevokedTokenIsReplacedWithinTheSameCall() {
        registration.register("hub-1", "SN-1", "M-1");
        api.credentials().revokeBearerToken("jwt-1").acceptBearerToken("jwt-2");

        assertThat(registration.register("hub-2", "SN-2", "M-1").outcome()).isEqualTo(ProvisionOutcome.PROVISIONED);
    }

    @Test
    void aRotatedSecretIsReadAnewWithoutARestart() throws IOException {
        registration.register("hub-1", "SN-1", "M-1");
        identityProvider.rotateSecret("sekret-2");
        Files.writeString(secretFile, "sekret-2\n");
        api.credentials().revokeBearerToken("jwt-1").acceptBearerToken("jwt-2");

        assertThat(registration.register("hub-2", "SN-2", "M-1").outcome()).isEqualTo(ProvisionOutcome.PROVISIONED);
    }

    @Test
    void aRefusedSecretIsSaidWithoutShowingIt() throws IOException {
        Files.writeString(secretFile, "sekret-wrong");

        assertThatThrownBy(() -> registration.register("hub-1", "SN-1", "M-1"))
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("invalid_client")
                .hasMessageNotContaining("sekret");
        assertThat(api.requests().count()).isZero();
    }

    @Test
    void aMissingSecretFileIsNamed() throws IOException {
        Files.delete(secretFile);

        assertThatThrownBy(() -> registration.register("hub-1", "SN-1", "M-1"))
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("no client secret in " + secretFile);
    }
}
