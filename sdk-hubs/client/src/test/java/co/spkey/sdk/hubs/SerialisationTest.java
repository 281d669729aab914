package co.spkey.sdk.hubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.spkey.sdk.core.ResponseMetadata;
import co.spkey.sdk.core.error.ApiError;
import co.spkey.sdk.core.error.ApiException;
import co.spkey.sdk.core.error.BadRequestException;
import co.spkey.sdk.core.error.CallInterruptedException;
import co.spkey.sdk.core.error.CallTimeoutException;
import co.spkey.sdk.core.error.ClientClosedException;
import co.spkey.sdk.core.error.ConflictException;
import co.spkey.sdk.core.error.ConnectionException;
import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.core.error.ErrorDetails;
import co.spkey.sdk.core.error.ForbiddenException;
import co.spkey.sdk.core.error.MalformedResponseException;
import co.spkey.sdk.core.error.NotFoundException;
import co.spkey.sdk.core.error.RateLimitedException;
import co.spkey.sdk.core.error.ServerException;
import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.core.error.UnauthorizedException;
import co.spkey.sdk.core.error.UnexpectedStatusException;
import co.spkey.sdk.core.error.UnprocessableException;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exceptions cross process boundaries: in job queues, in remote calls, in test reports. */
class SerialisationTest {

    private static final HubStatus STORED = new HubStatus(
            "hub-1",
            "SN-2",
            "M-1",
            "hub-1",
            HubLifecycle.CLAIMED,
            "org",
            null,
            true,
            Instant.EPOCH,
            null,
            true,
            null,
            "1.0",
            Duration.ofSeconds(7),
            new ResponseMetadata(200, "ray", 1, Duration.ofMillis(3), false, Map.of("cf-ray", List.of("ray"))));

    static Stream<SpkeyException> exceptions() {
        Stream<Function<ErrorDetails, SpkeyException>> kinds = Stream.of(
                BadRequestException::new,
                UnauthorizedException::new,
                ForbiddenException::new,
                NotFoundException::new,
                ConflictException::new,
                UnprocessableException::new,
                RateLimitedException::new,
                ServerException::new,
                UnexpectedStatusException::new,
                ConnectionException::new,
                CallTimeoutException::new,
                MalformedResponseException::new,
                CredentialsException::new,
                CallInterruptedException::new,
                ClientClosedException::new,
                details -> new HubMismatchException(details, List.of("serial"), STORED),
                details -> new DuplicateHubException(details, 7, true));
        return kinds.map(kind -> kind.apply(ErrorDetails.builder("what happened")
                .operation("ProvisionHub")
                .attempts(3)
                .elapsed(Duration.ofSeconds(4))
                .requestId("ray")
                .outcomeUnknown(true)
                .status(418)
                .errorName("Teapot")
                .errors(List.of(new ApiError("7", "m", List.of("body", "serial")), new ApiError(null, "n", List.of())))
                .retryAfter(Duration.ofSeconds(5))
                .fromApi(false)
                .body("{}")
                .cause(new ConnectException("refused"))
                .build()));
    }

    private static SpkeyException copy(SpkeyException original) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (SpkeyException) in.readObject();
        }
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void keepsEverythingThatAnExceptionKnows(SpkeyException original) throws Exception {
        original.addSuppressed(
                new ServerException(ErrorDetails.builder("earlier").status(503).build()));

        SpkeyException copy = copy(original);

        assertThat(copy).isExactlyInstanceOf(original.getClass()).hasMessage("what happened");
        assertThat(copy.operation()).isEqualTo("ProvisionHub");
        assertThat(copy.attempts()).isEqualTo(3);
        assertThat(copy.elapsed()).isEqualTo(Duration.ofSeconds(4));
        assertThat(copy.requestId()).isEqualTo("ray");
        assertThat(copy.outcomeUnknown()).isTrue();
        assertThat(copy.getCause()).isInstanceOf(ConnectException.class).hasMessage("refused");
        assertThat(copy.getSuppressed()).hasSize(1);
        assertThat(copy.getStackTrace()).isEqualTo(original.getStackTrace());
        if (original instanceof ApiException known && copy instanceof ApiException api) {
            assertThat(api.status()).isEqualTo(418);
            assertThat(api.errorName()).isEqualTo("Teapot");
            assertThat(api.errors()).isEqualTo(known.errors()).hasSize(2);
            assertThat(api.retryAfter()).isEqualTo(Duration.ofSeconds(5));
            assertThat(api.fromApi()).isFalse();
            assertThat(api.body()).isEqualTo("{}");
        }
        if (copy instanceof DuplicateHubException duplicate) {
            assertThat(duplicate.firstPosition()).isEqualTo(7);
            assertThat(duplicate.inEarlierRun()).isTrue();
        }
        if (copy instanceof HubMismatchException mismatch) {
            assertThat(mismatch.fields()).containsExactly("serial");
            assertThat(mismatch.stored()).isEqualTo(STORED);
            assertThat(mismatch.stored().metadata().headers().get("CF-RAY")).containsExactly("ray");
        }
    }

    /** What the engine itself throws, with the causes and suppressed attempts that it attaches. */
    @Test
    void worksForWhatACallThrows() throws Exception {
        try (RawServer server = new RawServer(connection -> {
                    connection.readRequest();
                    switch (connection.number()) {
                        case 1 -> connection.reset();
                        case 2 -> connection.write("nonsense\r\n\r\n");
                        case 3 -> connection.write(RawServer.answer(503, "{\"errors\":[{\"code\":1}]}"));
                        default -> connection.write(RawServer.answer(200, "not JSON"));
                    }
                });
                HubsClient hubs = Stub.client(new SkippingTicker())
                        .baseUrl(server.url())
                        // Each connection ends after its answer, and the client may find out only by using it.
                        .retryPolicy(RetryPolicy.builder().maxAttempts(10).build())
                        .build()) {
            for (CallPath path : CallPath.values()) {
                SpkeyException failure =
                        catchThrowableOfType(SpkeyException.class, () -> path.provision(hubs, Stub.REQUEST));

                SpkeyException copy = copy(failure);
                assertThat(copy)
                        .isExactlyInstanceOf(MalformedResponseException.class)
                        .hasMessage(failure.getMessage());
                assertThat(copy.getSuppressed()).hasSameSizeAs(failure.getSuppressed());
            }
        }
    }
}
