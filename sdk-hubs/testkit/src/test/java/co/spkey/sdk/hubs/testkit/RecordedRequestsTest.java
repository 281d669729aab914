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
    private static final int ALMOST_A_MEBI = 1024 * 1024 - 100;

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
    void aPathIsRecordedAsItWasSentAlsoWithTwoSlashesAtItsStart() throws Exception {
        caller.send("POST", "//hubs/h/ProvisionHub?x=/", Caller.body("h"));

        assertThat(server.requests().all()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("//hubs/h/ProvisionHub");
            assertThat(request.query()).isEqualTo("x=/");
        });
    }

    @Test
    void aBearerTokenIsFoundHoweverItsSchemeIsWritten() throws Exception {
        caller.sendWith("GET", "/hubs/h/status", null, "Authorization", "bEARER  test-jwt");

        RecordedRequest request = server.requests().all().get(0);
        assertThat(request.status()).isEqualTo(404);
        assertThat(request.sentBearerToken("test-jwt")).isTrue();
        assertThat(request.sentBearerToken("TEST-JWT")).isFalse();
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
            requests.arrived(new ReceivedRequest("GET", "/" + i, null, Map.of(), "", true));
        }

        assertThat(requests.count()).isEqualTo(10_001);
        assertThat(requests.all())
                .hasSize(10_000)
                .first()
                .extracting(RecordedRequest::path)
                .isEqualTo("/1");
    }

    @Test
    void memoryIsBoundedByWhatTheRequestsSay() {
        RecordedRequests requests = new RecordedRequests();
        String half = "x".repeat(ALMOST_A_MEBI / 2);
        for (int i = 0; i < 17; i++) {
            requests.arrived(new ReceivedRequest("POST", "/" + i, null, Map.of("X-Long", List.of(half)), half, true));
        }

        assertThat(requests.all())
                .hasSize(16)
                .first()
                .extracting(RecordedRequest::path)
                .isEqualTo("/1");
    }

    @Test
    void memoryIsBoundedByTheRequestsOfViolations() {
        RecordedRequests requests = new RecordedRequests();
        Judge judge = new Judge(() -> 0);
        String body = "x".repeat(ALMOST_A_MEBI);
        for (int i = 0; i < 17; i++) {
            ReceivedRequest request = new ReceivedRequest("GET", "/hubs/h/ProvisionHub", null, Map.of(), body, true);
            judge.arrived(requests.arrived(request), null, true);
        }

        List<Violation> violations = judge.violations();
        assertThat(violations).hasSize(17);
        assertThat(violations.get(15).request().body()).hasSize(ALMOST_A_MEBI);
        assertThat(violations.get(16).request().body()).isEmpty();
        assertThat(violations.get(16)).asString().endsWith("(request 17, GET /hubs/h/ProvisionHub)");
    }
}
