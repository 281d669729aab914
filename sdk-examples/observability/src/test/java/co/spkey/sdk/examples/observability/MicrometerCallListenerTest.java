package co.spkey.sdk.examples.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.spkey.sdk.core.error.BadRequestException;
import co.spkey.sdk.core.error.ConnectionException;
import co.spkey.sdk.core.error.ServerException;
import co.spkey.sdk.core.observe.CallEnded;
import co.spkey.sdk.core.retry.RetryPolicy;
import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import co.spkey.sdk.hubs.ProvisionHubResponse;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import co.spkey.sdk.hubs.testkit.WithReferenceServer;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@WithReferenceServer
class MicrometerCallListenerTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerCallListener metrics = new MicrometerCallListener(registry);

    @AfterEach
    void close() {
        registry.close();
    }

    private Timer calls(String operation, String outcome, String status) {
        return registry.get("spkey.call")
                .tags("operation", operation, "outcome", outcome, "status", status)
                .timer();
    }

    @ParameterizedTest
    @EnumSource
    void timesACallThatSucceeds(CallPath path, ReferenceServer server) {
        try (HubsClient hubs =
                Backends.client(server.baseUrl()).listener(metrics).build()) {
            ProvisionHubResponse response = path.provision(hubs, Backends.HUB);

            Timer timer = calls("ProvisionHub", "success", "201");
            assertThat(timer.count()).isEqualTo(1);
            assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isGreaterThanOrEqualTo((double)
                    response.metadata().elapsed().toNanos());
            assertThat(registry.find("spkey.retry").counter()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void timesBothOperationsOfAVerifiedProvisioning(CallPath path, ReferenceServer server) {
        try (HubsClient hubs =
                Backends.client(server.baseUrl()).listener(metrics).build()) {
            path.provisionVerified(hubs, Backends.HUB);
        }
        assertThat(calls("ProvisionHub", "success", "201").count()).isEqualTo(1);
        assertThat(calls("HubStatus", "success", "200").count()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void namesTheExceptionOfACallThatFails(CallPath path, ReferenceServer server) {
        server.things().strict().register("another-thing");
        try (HubsClient hubs =
                Backends.client(server.baseUrl()).listener(metrics).build()) {
            assertThatThrownBy(() -> path.provision(hubs, Backends.HUB)).isInstanceOf(BadRequestException.class);
        }
        assertThat(calls("ProvisionHub", "BadRequestException", "400").count()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void saysNoneWhereNoAnswerCame(CallPath path) throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            server.enqueue(Backends.provisioned()
                    .newBuilder()
                    .onRequestStart(new SocketEffect.CloseSocket())
                    .build());
            try (HubsClient hubs = Backends.client(server.url("/").uri())
                    .retryPolicy(RetryPolicy.none())
                    .listener(metrics)
                    .build()) {
                assertThatThrownBy(() -> path.provision(hubs, Backends.HUB)).isInstanceOf(ConnectionException.class);
            }
        }
        assertThat(calls("ProvisionHub", "ConnectionException", "none").count()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void countsEachRetryAndTheCallOnce(CallPath path) throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            server.enqueue(Backends.failed(503));
            server.enqueue(Backends.failed(503));
            server.enqueue(Backends.provisioned());
            try (HubsClient hubs =
                    Backends.client(server.url("/").uri()).listener(metrics).build()) {
                path.provision(hubs, Backends.HUB);
            }
        }
        assertThat(registry.get("spkey.retry")
                        .tag("operation", "ProvisionHub")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("spkey.call").timers()).hasSize(1);
        assertThat(calls("ProvisionHub", "success", "200").count()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void countsTheLastAttemptThatFailedAsNoRetry(CallPath path) throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            server.enqueue(Backends.failed(503));
            server.enqueue(Backends.failed(503));
            try (HubsClient hubs = Backends.client(server.url("/").uri())
                    .retryPolicy(RetryPolicy.builder().maxAttempts(2).build())
                    .listener(metrics)
                    .build()) {
                assertThatThrownBy(() -> path.provision(hubs, Backends.HUB)).isInstanceOf(ServerException.class);
            }
        }
        assertThat(registry.get("spkey.retry").counter().count()).isEqualTo(1);
        assertThat(calls("ProvisionHub", "ServerException", "503").count()).isEqualTo(1);
    }

    @Test
    void saysCancelledWhenTheCallerGaveUp() throws Exception {
        CompletableFuture<CallEnded> ended = new CompletableFuture<>();
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            try (HubsClient hubs = Backends.client(server.url("/").uri())
                    .listener(event -> {
                        metrics.on(event);
                        if (event instanceof CallEnded end) {
                            ended.complete(end);
                        }
                    })
                    .build()) {
                CompletableFuture<ProvisionHubResponse> call = hubs.provisionAsync(Backends.HUB);
                assertThat(server.takeRequest(10, TimeUnit.SECONDS)).isNotNull();
                call.cancel(true);
                ended.get(10, TimeUnit.SECONDS);
            }
        }
        assertThat(calls("ProvisionHub", "cancelled", "none").count()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void makesNoTimeSeriesForAHub(CallPath path, ReferenceServer server) {
        try (HubsClient hubs =
                Backends.client(server.baseUrl()).listener(metrics).build()) {
            for (String hub : List.of("hub-1", "hub-2", "hub-3")) {
                path.provision(hubs, ProvisionHubRequest.of(hub, "SN-1", "M-1"));
            }
        }
        assertThat(registry.getMeters()).hasSize(1);
        assertThat(calls("ProvisionHub", "success", "201").count()).isEqualTo(3);
    }
}
