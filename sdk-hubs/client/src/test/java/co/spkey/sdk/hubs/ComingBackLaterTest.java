package co.spkey.sdk.hubs;

import static co.spkey.sdk.hubs.Stub.CREATED;
import static co.spkey.sdk.hubs.Stub.REQUEST;
import static co.spkey.sdk.hubs.Stub.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.spkey.sdk.core.CallOptions;
import co.spkey.sdk.core.error.RateLimitedException;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.time.Duration;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a call makes of the time that the server asks it to wait. */
class ComingBackLaterTest {

    private final Stub stub = new Stub();

    @AfterEach
    void stop() {
        stub.close();
    }

    @ParameterizedTest
    @CsvSource({"BLOCKING, 2", "ASYNC, 2", "BLOCKING, 0", "ASYNC, 0", "BLOCKING, 25", "ASYNC, 25"})
    void neverComesBackSoonerThanRetryAfter(CallPath path, long seconds) {
        for (int i = 0; i < 3; i++) {
            stub.answer(waiting(429, String.valueOf(seconds)));
        }
        stub.answer(201, CREATED);
        CallOptions patient =
                CallOptions.builder().callTimeout(Duration.ofMinutes(10)).build();
        try (HubsClient hubs = stub.client().build()) {
            path.provision(hubs, REQUEST, patient);
        }
        assertThat(stub.time.pauses())
                .hasSize(3)
                .allSatisfy(pause -> assertThat(pause)
                        .isBetween(
                                Duration.ofSeconds(seconds),
                                Duration.ofSeconds(seconds).plusMillis(200)));
    }

    @ParameterizedTest
    @EnumSource
    void givesUpAtOnceWhenRetryAfterIsLongerThanTheCall(CallPath path) {
        stub.answer(waiting(429, "86400"));
        try (HubsClient hubs = stub.client().build()) {
            RateLimitedException failure =
                    catchThrowableOfType(RateLimitedException.class, () -> path.provision(hubs, REQUEST));

            assertThat(failure.retryAfter()).isEqualTo(Duration.ofDays(1));
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(failure).hasMessageMatching(".*Retry-After 86400 s exceeds the .* left of the call's 30 s.*");
            assertThat(stub.time.pauses()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitsForARetryAfterThatOnlyTheJitterWouldPushBeyondTheCall(CallPath path) {
        stub.answer(waiting(503, "9")).answer(201, CREATED);
        CallOptions tight = CallOptions.builder()
                .callTimeout(Duration.ofSeconds(11))
                .retryPolicy(
                        RetryPolicy.builder().baseDelay(Duration.ofHours(1)).build())
                .build();
        try (HubsClient hubs = stub.client().build()) {
            assertThat(path.provision(hubs, REQUEST, tight).metadata().attempts())
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesAnUnreadableRetryAfterForNone(CallPath path) {
        stub.answer(waiting(503, "1.5")).answer(waiting(503, "soon")).answer(201, CREATED);
        try (HubsClient hubs = stub.client().build()) {
            path.provision(hubs, REQUEST);
        }
        assertThat(stub.time.pauses().get(0)).isLessThanOrEqualTo(Duration.ofMillis(200));
        assertThat(stub.time.pauses().get(1)).isLessThanOrEqualTo(Duration.ofMillis(400));
    }

    private static MockResponse waiting(int status, String retryAfter) {
        return json(status, "{}").addHeader("Retry-After", retryAfter).build();
    }
}
