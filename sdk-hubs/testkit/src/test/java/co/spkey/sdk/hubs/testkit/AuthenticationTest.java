package co.spkey.sdk.hubs.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PH-AUTH: who may call. */
class AuthenticationTest {

    private static final String UNAUTHORIZED =
            "{\"success\":false,\"error\":\"Unauthorized\",\"message\":\"Missing or invalid credentials\"}";

    private volatile Instant now = Instant.parse("2026-11-24T22:00:00Z");
    private final ReferenceServer server =
            ReferenceServer.builder().clock(new TestClock()).start();
    private final Caller caller = new Caller(server);

    @AfterEach
    void close() {
        server.close();
    }

    private final class TestClock extends Clock {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private int statusWith(String... headers) throws Exception {
        return caller.sendWith("POST", "/hubs/h/ProvisionHub", "{}", headers).statusCode();
    }

    static Stream<List<String>> sufficientCredentials() {
        return Stream.of(
                List.of("X-API-Key", "test-key"),
                List.of("x-api-key", "test-key"),
                List.of("Authorization", "Bearer test-jwt"),
                List.of("authorization", "bearer test-jwt"),
                List.of("Authorization", "Bearer test-jwt", "X-API-Key", "test-key"));
    }

    /** PH-AUTH-01 to -03; 400 because the body, which is looked at next, is empty (PH-AUTH-04). */
    @ParameterizedTest
    @MethodSource("sufficientCredentials")
    void eitherCredentialOrBothWillDo(List<String> headers) throws Exception {
        assertThat(statusWith(headers.toArray(String[]::new))).isEqualTo(400);
    }

    static Stream<List<String>> insufficientCredentials() {
        return Stream.of(
                List.of(),
                List.of("X-API-Key", "wrong"),
                List.of("X-API-Key", "TEST-KEY"),
                List.of("X-API-Key", ""),
                List.of("X-API-Key", "test-key", "X-API-Key", "test-key"),
                List.of("X-API-Key", "test-jwt"),
                List.of("Authorization", "Bearer wrong"),
                List.of("Authorization", "Bearer test-key"),
                List.of("Authorization", "Bearer"),
                List.of("Authorization", "test-jwt"),
                List.of("Authorization", "Basic test-jwt"),
                List.of("Authorization", "Bearer wrong", "X-API-Key", "test-key"),
                List.of("Authorization", "Bearer test-jwt", "X-API-Key", "wrong"));
    }

    /** PH-AUTH-04; the body is invalid as well, but nobody gets so far. */
    @ParameterizedTest
    @MethodSource("insufficientCredentials")
    void missingOrInvalidCredentialsAre401(List<String> headers) throws Exception {
        var answer = caller.sendWith("POST", "/hubs/h/ProvisionHub", "{}", headers.toArray(String[]::new));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).isEqualTo(UNAUTHORIZED);
    }

    @Test
    void theStatusIsProtectedToo() throws Exception {
        assertThat(caller.sendWith("GET", "/hubs/h/status", null).statusCode()).isEqualTo(401);
    }

    /** PH-AUTH-05. */
    @ParameterizedTest
    @ValueSource(strings = {"X-Org-Id", "X-User-Id", "X-User-Email", "X-Is-Admin", "X-Super-Access", "x-org-id"})
    void internalHeadersAreForbidden(String field) throws Exception {
        var answer =
                caller.sendWith("POST", "/hubs/h/ProvisionHub", Caller.body("h"), "X-API-Key", "test-key", field, "1");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).startsWith("{\"success\":false,\"error\":\"Forbidden\",\"message\":\"Header X-");
        assertThat(server.hubs().count()).isZero();
        assertThat(statusWith(field, "1")).as("without credentials").isEqualTo(401);
    }

    /** PH-AUTH-06. */
    @Test
    void credentialsChangeWhileTheServerRuns() throws Exception {
        server.credentials().rotateApiKey("test-key", "second-key").revokeBearerToken("test-jwt");

        assertThat(statusWith("X-API-Key", "test-key")).isEqualTo(401);
        assertThat(statusWith("Authorization", "Bearer test-jwt")).isEqualTo(401);
        assertThat(statusWith("X-API-Key", "second-key")).isEqualTo(400);

        server.credentials().acceptBearerToken("second-jwt").revokeApiKey("second-key");

        assertThat(statusWith("X-API-Key", "second-key")).isEqualTo(401);
        assertThat(statusWith("Authorization", "Bearer second-jwt")).isEqualTo(400);
    }

    /** PH-AUTH-06. */
    @Test
    void anExpiredCredentialIsRefused() throws Exception {
        Instant expiry = now.plusSeconds(60);
        server.credentials().acceptApiKeyUntil("brief-key", expiry).acceptBearerTokenUntil("brief-jwt", expiry);
        now = expiry.minusNanos(1);
        assertThat(statusWith("X-API-Key", "brief-key", "Authorization", "Bearer brief-jwt"))
                .isEqualTo(400);

        now = expiry;

        assertThat(statusWith("X-API-Key", "brief-key")).isEqualTo(401);
        assertThat(statusWith("Authorization", "Bearer brief-jwt")).isEqualTo(401);
    }

    @Test
    void credentialsGivenToTheBuilderReplaceTheDefaults() throws Exception {
        try (ReferenceServer own = ReferenceServer.builder().apiKey("own-key").start()) {
            Caller ownCaller = new Caller(own);
            assertThat(ownCaller
                            .sendWith("GET", "/hubs/h/status", null, "X-API-Key", "own-key")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(ownCaller.status("h").statusCode()).isEqualTo(401);
            assertThat(ownCaller
                            .sendWith("GET", "/hubs/h/status", null, "Authorization", "Bearer test-jwt")
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void blankSecretsAreRefusedAndNoneIsShown() {
        AcceptedCredentials credentials = server.credentials();

        assertThatThrownBy(() -> credentials.acceptApiKey(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The API key to accept is blank; no request can carry it");
        assertThatThrownBy(() -> credentials.acceptBearerToken(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The bearer token to accept is blank; no request can carry it");
        assertThat(credentials).hasToString("AcceptedCredentials[1 API keys, 1 bearer tokens]");
    }
}
