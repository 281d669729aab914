package co.spkey.sdk.hubs.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordedRequestsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ReferenceServer server = ReferenceServer.start();
    private final Caller caller = new Caller(server);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aRequestIsRecordedWithItsAnswersStatus() throws Exception {
        caller.sendWith(
                "POST",
                "/hubs/a%2Fb/ProvisionHub?x=%20",
                Caller.body("a/b"),
                "X-API-Key",
                "test-key",
                "X-Trace",
                "t-1");

        assertThat(server.requests().all()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/hubs/a%2Fb/ProvisionHub");
            assertThat(request.query()).isEqualTo("x=%20");
            assertThat(request.headers().get("x-trace")).isEqualTo(List.of("t-1"));
            assertThat(request.body()).isEqualTo(Caller.body("a/b"));
            assertThat(request.status()).isEqualTo(201);
            assertThat(request).hasToString("POST /hubs/a%2Fb/ProvisionHub 201");
        });
    }

    @Test
    void secretsAreMaskedButCanBeAskedFor() throws Exception {
        caller.sendWith(
                "GET",
                "/hubs/h/status",
                null,
                "X-API-Key",
                "test-key",
                "Authorization",
                "Bearer test-jwt",
                "Cookie",
                "session=test-cookie");
        caller.sendWith("GET", "/hubs/h/status", null, "Authorization", "test-jwt");

        RecordedRequest first = server.requests().all().get(0);
        assertThat(first.sentApiKey("test-key")).isTrue();
        assertThat(first.sentApiKey("test-jwt")).isFalse();
        assertThat(first.sentBearerToken("test-jwt")).isTrue();
        assertThat(first.sentBearerToken("test-key")).isFalse();
        assertThat(first.headers().get("X-API-Key")).isEqualTo(List.of("***"));
        assertThat(first.headers().get("Authorization")).isEqualTo(List.of("Bearer ***"));
        assertThat(server.requests().all().toString()
                        + first.headers()
                        + server.requests().all().get(1).headers())
                .doesNotContain("test-");
    }

    @Test
    void awaitReturnsOnceEnoughHaveArrived() throws Exception {
        CompletableFuture<List<RecordedRequest>> awaited = CompletableFuture.supplyAsync(() -> {
            try {
                return server.requests().await(2, LIMIT);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        caller.status("a");
        caller.status("b");

        assertThat(awaited.get()).extracting(RecordedRequest::path).containsExactly("/hubs/a/status", "/hubs/b/status");
    }

    @Test
    void awaitSaysWhatArrivedWhenItWasNotEnough() throws Exception {
        caller.status("a");

        assertThatThrownBy(() -> server.requests().await(2, Duration.ofMillis(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Expected 2 requests within PT0.001S, but 1 arrived: [GET /hubs/a/status 404]");
    }

    @Test
    void clearingStartsAnew() throws Exception {
        caller.status("a");
        server.requests().clear();
        assertThat(server.requests().count()).isZero();
        caller.status("b");

        assertThat(server.requests().await(1, LIMIT))
                .extracting(RecordedRequest::path)
                .containsExactly("/hubs/b/status");
    }

    @Test
    void memoryIsBoundedByRequests() {
        RecordedRequests requests = new RecordedRequests();
        for (int i = 0; i <= RecordedRequests.MOST_REQUESTS; i++) {
            requests.arrived(new ReceivedRequest("GET", "/" + i, null, Map.of(), ""));
        }

        assertThat(requests.count()).isEqualTo(10_001);
        assertThat(requests.all())
                .hasSize(10_000)
                .first()
                .extracting(RecordedRequest::path)
                .isEqualTo("/1");
    }

    @Test
    void memoryIsBoundedByBodies() {
        RecordedRequests requests = new RecordedRequests();
        String mebi = "x".repeat(1024 * 1024);
        for (int i = 0; i < 17; i++) {
            requests.arrived(new ReceivedRequest("POST", "/" + i, null, Map.of(), mebi));
        }

        assertThat(requests.all())
                .hasSize(16)
                .first()
                .extracting(RecordedRequest::path)
                .isEqualTo("/1");
    }
}
