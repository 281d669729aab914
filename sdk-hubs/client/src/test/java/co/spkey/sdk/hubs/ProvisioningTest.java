package co.spkey.sdk.hubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.error.ConnectionException;
import co.spkey.sdk.core.error.NotFoundException;
import co.spkey.sdk.core.error.ServerException;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Instant;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProvisioningTest {

    private static final ProvisionHubRequest REQUEST =
            ProvisionHubRequest.of("hub-1", "SN-1", "M-1").withVendorName("ACME");

    private final MockWebServer server = new MockWebServer();
    private final SkippingTicker time = new SkippingTicker();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HubsClient.Builder builder() {
        return new DefaultHubsClient.DefaultBuilder()
                .ticker(time)
                .baseUrl(server.url("/api").uri())
                .credentials(CredentialsProvider.of(Credentials.of("the-token", "the-key")));
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .addHeader("cf-ray", "8c1f-AMS")
                .body(body)
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void sendsWhatTheContractSaysAndReadsTheEvent(CallPath path) throws InterruptedException {
        server.enqueue(json(201, """
                {"success":true,"aggregateId":"hub-1","version":1,"event":{"type":"HubProvisioned","data":{"hubId":"hub-1",
                "serial":"SN-1","model":"M-1","thingName":"hub-1","vendorName":"ACME","provisionedAt":1795558883004}}}"""));
        try (HubsClient hubs = builder().application("acme-line/2.1").build()) {
            ProvisionHubResponse response = path.provision(hubs, REQUEST);

            assertThat(response.outcome()).isEqualTo(ProvisionOutcome.PROVISIONED);
            assertThat(response.event())
                    .isEqualTo(new HubProvisioned(
                            "hub-1", "SN-1", "M-1", "hub-1", "ACME", Instant.ofEpochMilli(1795558883004L)));
            assertThat(response.metadata().requestId()).isEqualTo("8c1f-AMS");
            assertThat(response.metadata().attempts()).isEqualTo(1);
        }
        RecordedRequest sent = server.takeRequest();
        assertThat(sent.getRequestLine()).isEqualTo("POST /api/hubs/hub-1/ProvisionHub HTTP/1.1");
        assertThat(sent.getHeaders().get("Authorization")).isEqualTo("Bearer the-token");
        assertThat(sent.getHeaders().get("X-API-Key")).isEqualTo("the-key");
        assertThat(sent.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(sent.getHeaders().get("Accept")).isEqualTo("application/json");
        assertThat(sent.getHeaders().get("User-Agent"))
                .matches("acme-line/2\\.1 spkey-sdk-java/\\d+\\.\\d+\\.\\d+(-SNAPSHOT)? Java/\\S+");
        assertThat(sent.getBody().utf8())
                .isEqualTo("{\"hubId\":\"hub-1\",\"serial\":\"SN-1\",\"model\":\"M-1\",\"vendorName\":\"ACME\"}");
    }

    /** PH-REQ-02: however requests with a body and without follow each other on one client. */
    @ParameterizedTest
    @EnumSource
    void saysWhatTheBodyIsWhereThereIsOneAndOnlyThere(CallPath path) throws InterruptedException {
        server.enqueue(json(201, Stub.CREATED));
        server.enqueue(json(404, "{}"));
        server.enqueue(json(201, Stub.CREATED));
        try (HubsClient hubs = builder().build()) {
            path.provision(hubs, REQUEST);
            assertThatThrownBy(() -> path.status(hubs, "hub-1")).isInstanceOf(NotFoundException.class);
            path.provision(hubs, REQUEST);
        }
        assertThat(server.takeRequest().getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(server.takeRequest().getHeaders().get("Content-Type")).isNull();
        assertThat(server.takeRequest().getHeaders().get("Content-Type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @EnumSource
    void readsTheDocumentedSample(CallPath path) {
        server.enqueue(
                json(200, "{\"success\":true,\"aggregateId\":\"example_string\",\"version\":3.14,\"event\":\"null\"}"));
        try (HubsClient hubs = builder().build()) {
            ProvisionHubResponse response = path.provision(hubs, REQUEST);

            assertThat(response.outcome()).isEqualTo(ProvisionOutcome.ALREADY_PROVISIONED);
            assertThat(response.version()).isEqualTo(new BigDecimal("3.14"));
            assertThat(response.event()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysUncertainWhenAnEarlierAttemptMayHaveDoneIt(CallPath path) {
        server.enqueue(json(500, "{\"success\":false,\"error\":\"SideEffectError\",\"message\":\"mqtt down\"}"));
        server.enqueue(json(200, "{\"success\":true,\"aggregateId\":\"hub-1\",\"version\":1,\"event\":null}"));
        try (HubsClient hubs = builder().build()) {
            ProvisionHubResponse response = path.provision(hubs, REQUEST);

            assertThat(response.outcome()).isEqualTo(ProvisionOutcome.UNCERTAIN_WHICH_ATTEMPT);
            assertThat(response.metadata().attempts()).isEqualTo(2);
            assertThat(response.metadata().earlierOutcomeUnknown()).isTrue();
            assertThat(time.pauses()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesUpAfterTheLastAttemptAndKeepsTheEarlierOnes(CallPath path) {
        for (int i = 0; i < 4; i++) {
            server.enqueue(json(503, "{\"success\":false,\"errors\":[{\"code\":503,\"message\":\"unavailable\"}]}"));
        }
        try (HubsClient hubs = builder().build()) {
            ServerException failure = catchThrowableOfType(ServerException.class, () -> path.provision(hubs, REQUEST));

            assertThat(failure.attempts()).isEqualTo(4);
            assertThat(failure.getSuppressed()).hasSize(3);
            assertThat(failure.outcomeUnknown()).isTrue();
            assertThat(failure)
                    .hasMessageStartingWith("ProvisionHub for hub hub-1 failed: 503 from the API: unavailable"
                            + " (request id 8c1f-AMS, attempt 4 of 4, ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesTheAddressThatCannotBeReached(CallPath path) throws IOException {
        int freePort;
        try (ServerSocket socket = new ServerSocket(0)) {
            freePort = socket.getLocalPort();
        }
        try (HubsClient hubs = builder()
                .baseUrl(URI.create("http://localhost:" + freePort))
                .retryPolicy(RetryPolicy.none())
                .build()) {
            assertThatThrownBy(() -> path.provision(hubs, REQUEST))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("http://localhost:" + freePort);
        }
    }
}
