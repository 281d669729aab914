package co.spkey.sdk.hubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.spkey.sdk.core.CallOptions;
import co.spkey.sdk.core.error.ApiException;
import co.spkey.sdk.core.error.BadRequestException;
import co.spkey.sdk.core.error.ConflictException;
import co.spkey.sdk.core.error.ForbiddenException;
import co.spkey.sdk.core.error.NotFoundException;
import co.spkey.sdk.core.error.RateLimitedException;
import co.spkey.sdk.core.error.ServerException;
import co.spkey.sdk.core.error.UnauthorizedException;
import co.spkey.sdk.core.error.UnexpectedStatusException;
import co.spkey.sdk.core.error.UnprocessableException;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each status becomes, and whether the call is tried again. */
class StatusTableTest {

    private static final Set<Integer> RETRIED = Set.of(408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 527, 530);

    static Stream<Arguments> everyStatus() {
        List<Integer> statuses = Stream.of(
                        Stream.of(300, 301, 302, 303, 304, 307, 308, 399),
                        Stream.of(400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 411, 412, 413, 414, 415),
                        Stream.of(418, 421, 422, 423, 424, 425, 426, 428, 429, 431, 451, 499),
                        Stream.of(500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511),
                        Stream.of(520, 521, 522, 523, 524, 525, 526, 527, 530, 599, 600, 999))
                .flatMap(each -> each)
                .toList();
        return Stream.of(CallPath.values())
                .flatMap(path -> statuses.stream().map(status -> Arguments.of(path, status)));
    }

    private static Class<? extends ApiException> kindOf(int status) {
        return switch (status) {
            case 400 -> BadRequestException.class;
            case 401 -> UnauthorizedException.class;
            case 403 -> ForbiddenException.class;
            case 404 -> NotFoundException.class;
            case 409 -> ConflictException.class;
            case 422 -> UnprocessableException.class;
            case 429 -> RateLimitedException.class;
            default -> status >= 500 && status <= 599 ? ServerException.class : UnexpectedStatusException.class;
        };
    }

    @ParameterizedTest
    @MethodSource("everyStatus")
    void decidesClassAndRetry(CallPath path, int status) throws IOException {
        CallOptions twice = CallOptions.builder()
                .retryPolicy(RetryPolicy.builder().maxAttempts(2).build())
                .build();
        // The second answer is the same, so that a retry shows in the count and not in a success.
        String answer = RawServer.answer(status, status == 304 ? "" : "{\"error\":\"no\"}");
        try (RawServer server = new RawServer(connection -> {
                    while (true) {
                        connection.readRequest();
                        connection.write(answer);
                    }
                });
                HubsClient hubs =
                        Stub.client(new SkippingTicker()).baseUrl(server.url()).build()) {
            ApiException failure =
                    catchThrowableOfType(ApiException.class, () -> path.provision(hubs, Stub.REQUEST, twice));

            int expected = RETRIED.contains(status) ? 2 : 1;
            assertThat(failure).isExactlyInstanceOf(kindOf(status));
            assertThat(failure.status()).isEqualTo(status);
            assertThat(failure.attempts()).isEqualTo(expected);
            assertThat(server.requests()).hasSize(expected);
            assertThat(failure.getSuppressed()).hasSize(expected - 1);
            assertThat(failure.operation()).isEqualTo("ProvisionHub");
            boolean surelyNot = status >= 400 && status < 500 && status != 408;
            assertThat(failure.outcomeUnknown()).isEqualTo(!surelyNot);
        }
    }
}
