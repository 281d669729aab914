package co.spkey.sdk.hubs;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.core.ResponseMetadata;
import co.spkey.sdk.core.error.BadRequestException;
import co.spkey.sdk.core.error.CallInterruptedException;
import co.spkey.sdk.core.error.CallTimeoutException;
import co.spkey.sdk.core.error.ClientClosedException;
import co.spkey.sdk.core.error.ConnectionException;
import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.core.error.ErrorDetails;
import co.spkey.sdk.core.error.ForbiddenException;
import co.spkey.sdk.core.error.MalformedResponseException;
import co.spkey.sdk.core.error.NotFoundException;
import co.spkey.sdk.core.error.RateLimitedException;
import co.spkey.sdk.core.error.ServerException;
import co.spkey.sdk.core.error.UnauthorizedException;
import co.spkey.sdk.core.error.UnexpectedStatusException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer or a failure means, as tables. */
class OutcomeRulesTest {

    @ParameterizedTest
    @CsvSource({
        "201, false, false, PROVISIONED",
        "201, false, true,  PROVISIONED",
        "201, true,  false, PROVISIONED",
        "200, true,  false, PROVISIONED",
        "200, true,  true,  PROVISIONED",
        "200, false, false, ALREADY_PROVISIONED",
        "200, false, true,  UNCERTAIN_WHICH_ATTEMPT",
        "202, false, false, ALREADY_PROVISIONED"
    })
    void anOutcomeFollowsFromStatusEventAndEarlierAttempts(
            int status, boolean withEvent, boolean earlierUnknown, ProvisionOutcome outcome) {
        HubEvent event = withEvent ? new HubProvisioned("h", "s", "m", "t", null, Instant.EPOCH) : null;
        ResponseMetadata metadata =
                new ResponseMetadata(status, null, 2, Duration.ofMillis(3), earlierUnknown, Map.of());

        assertThat(new ProvisionHubResponse(true, "h", BigDecimal.ONE, event, metadata).outcome())
                .isEqualTo(outcome);
    }

    private static ErrorDetails status(int status) {
        return ErrorDetails.builder("it failed").status(status).build();
    }

    @ParameterizedTest
    @CsvSource({
        "200, OF_THE_HUB",
        "302, OPEN",
        "399, OPEN",
        "400, OF_THE_HUB",
        "404, OF_THE_HUB",
        "407, OF_THE_HUB",
        "408, OPEN",
        "409, OF_THE_HUB",
        "428, OF_THE_HUB",
        "429, OPEN",
        "499, OF_THE_HUB",
        "500, OPEN",
        "503, OPEN",
        "599, OPEN",
        "600, OPEN"
    })
    void aStatusTellsWhoseFailureItIs(int status, BulkVerdict verdict) {
        assertThat(BulkVerdict.of(new UnexpectedStatusException(status(status)), true))
                .isEqualTo(verdict);
    }

    /** It may stand in for the API, or be what a wrong base URL leads to. A 401 asks for credentials, whoever sends it. */
    @ParameterizedTest
    @CsvSource({"200, OPEN", "400, OPEN", "401, OF_ALL", "403, OPEN", "404, OPEN", "409, OPEN", "429, OPEN", "503, OPEN"
    })
    void anAnswerThatIsNotTheApisLeavesItOpen(int status, BulkVerdict verdict) {
        ErrorDetails page =
                ErrorDetails.builder("a page").status(status).fromApi(false).build();

        assertThat(BulkVerdict.of(new UnexpectedStatusException(page), true)).isEqualTo(verdict);
    }

    @Test
    void refusedCredentialsAreAMatterOfAllUnlessTheAggregateRefusedThem() {
        ErrorDetails byTheAggregate = ErrorDetails.builder("it failed")
                .status(403)
                .fromAggregate(true)
                .build();

        assertThat(BulkVerdict.of(new UnauthorizedException(status(401)), true)).isEqualTo(BulkVerdict.OF_ALL);
        assertThat(BulkVerdict.of(new ForbiddenException(status(403)), true)).isEqualTo(BulkVerdict.OF_ALL);
        assertThat(BulkVerdict.of(new UnauthorizedException(byTheAggregate), true))
                .isEqualTo(BulkVerdict.OF_THE_HUB);
        assertThat(BulkVerdict.of(new ForbiddenException(byTheAggregate), true)).isEqualTo(BulkVerdict.OF_THE_HUB);
    }

    /** What a test double leaves out. */
    @Test
    void anExceptionOfOneStatusHasItUnlessToldOtherwise() {
        ErrorDetails without = ErrorDetails.builder("it failed").build();

        assertThat(new RateLimitedException(without).status()).isEqualTo(429);
        assertThat(BulkVerdict.isOverload(new RateLimitedException(without))).isTrue();
        assertThat(new ServerException(without).status()).isZero();
        assertThat(new NotFoundException(status(404)).status()).isEqualTo(404);
    }

    @Test
    void missingCredentialsCanPassOnceTheBackendHasAnswered() {
        CredentialsException missing = new CredentialsException(status(0));

        assertThat(BulkVerdict.of(missing, true)).isEqualTo(BulkVerdict.OPEN);
        assertThat(BulkVerdict.of(missing, false)).isEqualTo(BulkVerdict.OF_ALL);
    }

    @Test
    void everyOtherFailureHasItsMeaning() {
        ErrorDetails details = status(0);

        assertThat(BulkVerdict.of(new ClientClosedException(details), true)).isEqualTo(BulkVerdict.GIVEN_UP);
        assertThat(BulkVerdict.of(new ConnectionException(details), true)).isEqualTo(BulkVerdict.OPEN);
        assertThat(BulkVerdict.of(new CallTimeoutException(details), true)).isEqualTo(BulkVerdict.OPEN);
        assertThat(BulkVerdict.of(new BadRequestException(status(400)), true)).isEqualTo(BulkVerdict.OF_THE_HUB);
        assertThat(BulkVerdict.of(new MalformedResponseException(details), true))
                .isEqualTo(BulkVerdict.OPEN);
        assertThat(BulkVerdict.of(new CallInterruptedException(details), true)).isEqualTo(BulkVerdict.GIVEN_UP);
        assertThat(BulkVerdict.of(new CancellationException(), true)).isEqualTo(BulkVerdict.GIVEN_UP);
        assertThat(BulkVerdict.of(new DuplicateHubException(details, 7, false), true))
                .isEqualTo(BulkVerdict.OF_THE_HUB);
        assertThat(BulkVerdict.of(new IllegalStateException("bug"), true)).isEqualTo(BulkVerdict.OF_ALL);
    }

    @Test
    void aFailureMayBeWrappedAsDependentStagesGetIt() {
        CompletionException wrapped = new CompletionException(new BadRequestException(status(400)));

        assertThat(BulkVerdict.of(wrapped, true)).isEqualTo(BulkVerdict.OF_THE_HUB);
    }

    @Test
    void aMismatchIsTheHubsOwn() {
        HubStatus stored = new HubStatus(
                "h",
                "s",
                "m",
                "t",
                HubLifecycle.PROVISIONED,
                null,
                null,
                true,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                null,
                new ResponseMetadata(200, null, 1, Duration.ZERO, false, Map.of()));

        assertThat(BulkVerdict.of(new HubMismatchException(status(0), List.of("serial"), stored), true))
                .isEqualTo(BulkVerdict.OF_THE_HUB);
    }
}
