package co.spkey.sdk.hubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import co.spkey.sdk.core.CallOptions;
import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.error.BadRequestException;
import co.spkey.sdk.core.error.ForbiddenException;
import co.spkey.sdk.core.error.ServerException;
import co.spkey.sdk.core.error.UnauthorizedException;
import co.spkey.sdk.core.observe.CallStarted;
import co.spkey.sdk.core.retry.RetryPolicy;
import co.spkey.sdk.hubs.StubHubs.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkProvisioningTest extends BulkTestBase {

    @Test
    void everyHubIsProvisionedOnceAndHasOneResult() {
        try (HubsClient hubs = client()) {
            BulkReport report = run(hubs.bulk(), hubs(200));

            assertThat(report.end()).isEqualTo(BulkEnd.COMPLETED);
            assertThat(report.allProvisioned()).isTrue();
            assertThat(report.count(BulkOutcome.PROVISIONED)).isEqualTo(200);
            assertThat(report.total()).isEqualTo(200);
            assertThat(report.unfinished()).isZero();
            assertThat(report.perSecond()).isPositive();
        }
        assertThat(results)
                .extracting(BulkResult::position)
                .doesNotHaveDuplicates()
                .hasSize(200);
        assertThat(results).allMatch(BulkResult::verified);
        assertThat(server.storedCount()).isEqualTo(200);
        assertThat(server.requests()).isEqualTo(200);
    }

    @Test
    void noMoreHubsAreInFlightOrTakenFromTheInputThanTheConcurrencyAllows() {
        CountDownLatch four = new CountDownLatch(4);
        server.script(request -> {
            four.countDown();
            StubHubs.await(four);
            return null;
        });
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger mostAhead = new AtomicInteger();
        Stream<ProvisionHubRequest> input = IntStream.range(0, 300).mapToObj(i -> {
            mostAhead.accumulateAndGet(taken.incrementAndGet() - results.size(), Math::max);
            return hub(i);
        });
        try (HubsClient hubs = client();
                BulkProvisioning bulk = hubs.bulk().concurrency(4).build()) {
            bulk.run(input, results::add);
        }
        assertThat(server.mostUnderWay()).isEqualTo(4);
        assertThat(mostAhead).hasValue(4);
        assertThat(results).hasSize(300);
    }

    @Test
    void inputAndConsumerAreCalledOnTheThreadOfTheRun() {
        List<Thread> threads = new ArrayList<>();
        Stream<ProvisionHubRequest> input =
                IntStream.range(0, 50).mapToObj(BulkTestBase::hub).peek(hub -> threads.add(Thread.currentThread()));
        try (HubsClient hubs = client();
                BulkProvisioning bulk = hubs.bulk().build()) {
            bulk.run(input, result -> threads.add(Thread.currentThread()));
        }
        assertThat(threads).hasSize(100).containsOnly(Thread.currentThread());
    }

    @Test
    void theContextOfTheCallerIsAskedForOnTheThreadOfTheRun() {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        try (HubsClient hubs = builder()
                .listener(event -> {
                    if (event instanceof CallStarted) {
                        threads.add(Thread.currentThread());
                    }
                })
                .callHeaders(() -> {
                    threads.add(Thread.currentThread());
                    return Map.of("traceparent", "00-1");
                })
                .build()) {
            run(hubs.bulk(), hubs(20));
        }
        assertThat(threads).hasSize(40).containsOnly(Thread.currentThread());
    }

    @Test
    void callHeadersThatCannotBeHadEndTheRunWithTheReason() {
        AtomicInteger asked = new AtomicInteger();
        try (HubsClient hubs = builder()
                .callHeaders(() -> {
                    if (asked.incrementAndGet() > 10) {
                        throw new IllegalStateException("no trace");
                    }
                    return Map.of();
                })
                .build()) {
            BulkReport report = run(hubs.bulk(), hubs(20));

            assertThat(report.end()).isEqualTo(BulkEnd.REFUSED);
            assertThat(report.cause()).hasMessage("no trace");
            assertThat(report.count(BulkOutcome.PROVISIONED)).isEqualTo(10);
            assertThat(report.unfinished()).isEqualTo(1);
        }
    }

    @Test
    void theSummaryOfARunRepeatsNothingThatAForeignExceptionSays() {
        try (LogCapture log = new LogCapture();
                HubsClient hubs = builder()
                        .callHeaders(() -> {
                            throw new IllegalStateException("login with hush-hush\nfailed");
                        })
                        .build()) {
            BulkReport report = run(hubs.bulk(), hubs(1));

            assertThat(report.cause()).hasMessage("login with hush-hush\nfailed");
            assertThat(report.toString()).endsWith("; ended by: java.lang.IllegalStateException");
            assertThat(log.messages(Level.WARN)).contains(report.toString());
            assertThat(log.everything()).doesNotContain("hush-hush");
        }
    }

    @Test
    void anErrorOfTheCallHeadersIsThrownOnOnceEverythingIsInOrder() {
        AtomicInteger asked = new AtomicInteger();
        try (HubsClient hubs = builder()
                        .callHeaders(() -> {
                            if (asked.incrementAndGet() > 10) {
                                throw new NoClassDefFoundError("no tracer");
                            }
                            return Map.of();
                        })
                        .build();
                BulkProvisioning bulk = hubs.bulk().build()) {
            assertThatThrownBy(() -> bulk.run(hubs(20), results::add)).isInstanceOf(NoClassDefFoundError.class);
        }
        assertThat(results).hasSize(10);
        assertThat(server.storedCount()).isEqualTo(10);
    }

    @Test
    void aRefusedHubIsItsOwnFailureAndTheRunGoesOn() {
        server.script(request -> request.hubId().equals("hub-3") ? Reply.of(400) : null);
        try (HubsClient hubs = client()) {
            BulkReport report = run(hubs.bulk(), hubs(20));

            assertThat(report.end()).isEqualTo(BulkEnd.COMPLETED);
            assertThat(report.allProvisioned()).isFalse();
            assertThat(report.failuresByKind()).containsExactly(Map.entry("BadRequestException", 1L));
            assertThat(report.failures()).extracting(BulkResult::position).containsExactly(3L);
        }
        assertThat(resultAt(3).failure()).isInstanceOf(BadRequestException.class);
        assertThat(server.storedCount()).isEqualTo(19);
    }

    @Test
    void oneHubsOwn500PausesNothingAndFailsThatHub() {
        server.script(request -> request.hubId().equals("hub-3") ? Reply.of(500) : null);
        SkippingTicker time = new SkippingTicker();
        try (HubsClient hubs = client(time)) {
            BulkReport report = run(hubs.bulk(), hubs(100));

            assertThat(report.failed()).isEqualTo(1);
        }
        assertThat(resultAt(3).failure()).isInstanceOf(ServerException.class);
        assertThat(server.posts("hub-3")).isEqualTo(1);
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void oneHubsOwn500AtTheEndOfTheInputFailsThatHub() {
        server.script(request -> request.hubId().equals("hub-1") ? Reply.of(500) : null);
        try (HubsClient hubs = client()) {
            BulkReport report = run(hubs.bulk(), hubs(2));

            assertThat(report.end()).isEqualTo(BulkEnd.COMPLETED);
            assertThat(report.failed()).isEqualTo(1);
            assertThat(report.total()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void refusedCredentialsEndTheRunWithTheReasonAndNoHubFails(int status) {
        AtomicInteger requests = new AtomicInteger();
        server.script(request -> requests.incrementAndGet() > 10 ? Reply.of(status) : null);
        try (HubsClient hubs = client()) {
            BulkReport report = run(hubs.bulk().concurrency(4), hubs(100));

            assertThat(report.end()).isEqualTo(BulkEnd.REFUSED);
            assertThat(report.cause())
                    .isInstanceOf(status == 401 ? UnauthorizedException.class : ForbiddenException.class);
            assertThat(report.failed()).isZero();
            assertThat(report.count(BulkOutcome.PROVISIONED)).isEqualTo(10);
            assertThat(report.unfinished()).isBetween(1L, 4L);
        }
        assertThat(requests.get()).isLessThanOrEqualTo(14);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void whatAHubsAggregateRefusesIsThatHubsFailure(int status) {
        server.script(
                request -> request.hubId().equals("hub-5") ? Reply.of(status).with("X-Ceves-Error: 1") : null);
        try (HubsClient hubs = client()) {
            BulkReport report = run(hubs.bulk(), hubs(50));

            assertThat(report.end()).isEqualTo(BulkEnd.COMPLETED);
            assertThat(report.failed()).isEqualTo(1);
            assertThat(report.count(BulkOutcome.PROVISIONED)).isEqualTo(49);
        }
    }

    @Test
    void theSameHubWithTheSameDataIsSentOnce() {
        List<ProvisionHubRequest> input = List.of(hub(1), hub(2), hub(1).withThingName("hub-1"), hub(1));
        try (HubsClient hubs = client()) {
            BulkReport report = run(hubs.bulk(), input);

            assertThat(report.count(BulkOutcome.DUPLICATE)).isEqualTo(2);
            assertThat(report.allProvisioned()).isTrue();
        }
        assertThat(resultAt(2).duplicateOf()).isEqualTo(0);
        assertThat(resultAt(3).duplicateOf()).isEqualTo(0);
        assertThat(server.posts("hub-1")).isEqualTo(1);
    }

    @Test
    void theSameHubWithOtherDataFailsNamingTheFirstPosition() {
        List<ProvisionHubRequest> input = List.of(hub(2), hub(1), ProvisionHubRequest.of("hub-1", "other", "M-1"));
        try (HubsClient hubs = client()) {
            BulkReport report = run(hubs.bulk(), input);

            assertThat(report.failed()).isEqualTo(1);
        }
        assertThat(resultAt(2).failure())
                .isInstanceOfSatisfying(DuplicateHubException.class, failure -> {
                    assertThat(failure.firstPosition()).isEqualTo(1);
                    assertThat(failure.inEarlierRun()).isFalse();
                })
                .hasMessage("hub hub-1 at position 2 has other data than position 1; it was not sent, since the backend"
                        + " keeps what came first (PH-RES-03): correct one of the two");
        assertThat(StubHubs.field(String.valueOf(server.stored("hub-1")), "serial"))
                .isEqualTo("SN-1");
    }

    @Test
    void whatIsSaidOfADuplicateIsOneLineWhateverItsIdHolds() {
        for (String id : List.of("hub-1\r\n\u001b[31mforged", "x".repeat(20_000))) {
            results.clear();
            try (HubsClient hubs = client()) {
                run(
                        hubs.bulk(),
                        List.of(ProvisionHubRequest.of(id, "SN-1", "M-1"), ProvisionHubRequest.of(id, "SN-2", "M-1")));
            }
            assertThat(resultAt(1).failure()).isInstanceOf(DuplicateHubException.class);
            assertThat(String.valueOf(resultAt(1).failure()))
                    .hasSizeLessThan(1000)
                    .doesNotContainPattern("\\p{Cc}");
        }
    }

    @Test
    void withoutDedupeAHubThatComesTwiceIsSentTwice() {
        try (HubsClient hubs = client()) {
            BulkReport report = run(hubs.bulk().dedupe(false).concurrency(1), List.of(hub(1), hub(1)));

            assertThat(report.count(BulkOutcome.PROVISIONED)).isEqualTo(1);
            assertThat(report.count(BulkOutcome.ALREADY_PROVISIONED)).isEqualTo(1);
        }
        assertThat(server.posts("hub-1")).isEqualTo(2);
    }

    @Test
    void aHubThatWasRegisteredBeforeIsVerified() {
        server.store("hub-0", "{\"serial\":\"SN-0\",\"model\":\"M-1\"}");
        server.store("hub-1", "{\"serial\":\"another\",\"model\":\"M-1\"}");
        try (HubsClient hubs = client()) {
            BulkReport report = run(hubs.bulk(), hubs(3));

            assertThat(report.failed()).isEqualTo(1);
            assertThat(report.notVerified()).isZero();
        }
        assertThat(resultAt(0).outcome()).isEqualTo(BulkOutcome.ALREADY_PROVISIONED);
        assertThat(resultAt(0).verified()).isTrue();
        assertThat(resultAt(1).failure())
                .isInstanceOfSatisfying(
                        HubMismatchException.class,
                        failure -> assertThat(failure.fields()).containsExactly("serial"));
        assertThat(server.requests()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 500})
    void aStatusThatCannotBeReadLeavesTheHubProvisionedAndNotVerified(int status) {
        server.store("hub-0", "{\"serial\":\"SN-0\",\"model\":\"M-1\"}");
        server.script(request -> request.isStatus() ? Reply.of(status) : null);
        try (HubsClient hubs = client()) {
            BulkReport report = run(hubs.bulk(), hubs(3));

            assertThat(report.allProvisioned()).isTrue();
            assertThat(report.notVerified()).isEqualTo(1);
        }
        assertThat(resultAt(0).verified()).isFalse();
    }

    @Test
    void withoutVerifyNoStatusIsRead() {
        server.store("hub-0", "{\"serial\":\"another\",\"model\":\"M-1\"}");
        try (HubsClient hubs = client()) {
            BulkReport report = run(hubs.bulk().verify(false), hubs(2));

            assertThat(report.allProvisioned()).isTrue();
            assertThat(report.notVerified()).isEqualTo(1);
        }
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void maxPerSecondSpacesTheHubsOut() {
        SkippingTicker time = new SkippingTicker();
        try (HubsClient hubs = client(time)) {
            BulkReport report = run(hubs.bulk().maxPerSecond(10).concurrency(1), hubs(20));

            assertThat(report.elapsed()).isBetween(Duration.ofMillis(1900), Duration.ofMillis(5000));
        }
    }

    @Test
    void theOptionsAreThoseOfEachCall() {
        server.script(request -> Reply.of(500));
        AtomicInteger attempts = new AtomicInteger();
        try (HubsClient hubs = builder().ticker(new SkippingTicker()).build()) {
            CallOptions three = CallOptions.builder()
                    .retryPolicy(RetryPolicy.builder().maxAttempts(3).build())
                    .build();
            run(hubs.bulk().options(three), hubs(1));
            attempts.set(server.posts("hub-0"));
        }
        assertThat(attempts).hasValue(3);
    }

    @Test
    void anEmptyInputIsAnEmptyReport() {
        try (HubsClient hubs = client()) {
            BulkReport report = run(hubs.bulk(), List.of());

            assertThat(report.allProvisioned()).isTrue();
            assertThat(report.total()).isZero();
        }
    }

    @Test
    void aConsumerThatThrowsEndsTheRunWithWhatWasDone() {
        try (HubsClient hubs = client();
                BulkProvisioning bulk = hubs.bulk().concurrency(4).build()) {
            BulkReport report = bulk.run(hubs(100), result -> {
                results.add(result);
                if (results.size() == 10) {
                    throw new IllegalStateException("database is gone");
                }
            });
            assertThat(report.end()).isEqualTo(BulkEnd.CONSUMER_FAILED);
            assertThat(report.cause()).hasMessage("database is gone");
            assertThat(report.total()).isBetween(10L, 14L).isEqualTo(server.storedCount());
            assertThat(report.unfinished()).isZero();
        }
        assertThat(results).hasSize(10);
    }

    /** As other languages throw it at will. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    @Test
    void aCheckedExceptionEndsTheRunInOrderLikeAnyOther() {
        try (HubsClient hubs = client();
                BulkProvisioning first = hubs.bulk().concurrency(4).build();
                BulkProvisioning second = hubs.bulk().build()) {
            BulkReport consumer = first.run(hubs(100), result -> sneak(new IOException("disk is full")));
            assertThat(consumer.end()).isEqualTo(BulkEnd.CONSUMER_FAILED);
            assertThat(consumer.cause()).hasMessage("disk is full");
            assertThat(consumer.total()).isEqualTo(server.storedCount());

            BulkReport source = second.run(
                    IntStream.range(0, 10).mapToObj(i -> {
                        sneak(new IOException("file is gone"));
                        return hub(i);
                    }),
                    results::add);
            assertThat(source.end()).isEqualTo(BulkEnd.SOURCE_FAILED);
            assertThat(source.cause()).hasMessage("file is gone");
        }
    }

    @Test
    void aCheckedExceptionOfAProviderIsHeardOfAndHarmsNothing() {
        server.script(request -> Reply.of(401));
        CredentialsProvider provider = new CredentialsProvider() {
            @Override
            public Credentials credentials() {
                return Credentials.apiKey("k");
            }

            @Override
            public void rejected(Credentials rejected) {
                sneak(new IOException("the vault is closed"));
            }
        };
        try (HubsClient hubs = builder().credentials(provider).build()) {
            assertThat(run(hubs.bulk(), hubs(5)).end()).isEqualTo(BulkEnd.REFUSED);
        }
    }

    @Test
    void anErrorOfTheConsumerIsThrownOnOnceEverythingIsInOrder() {
        try (HubsClient hubs = client();
                BulkProvisioning bulk = hubs.bulk().build()) {
            AssertionError error = catchThrowableOfType(
                    AssertionError.class,
                    () -> bulk.run(hubs(100), result -> {
                        throw new AssertionError("as in a test");
                    }));
            assertThat(error).hasMessage("as in a test");
        }
    }

    @Test
    void aSourceThatThrowsEndsTheRunWithWhatWasDone() {
        Stream<ProvisionHubRequest> input = IntStream.range(0, 100).mapToObj(i -> {
            if (i == 30) {
                throw new IllegalStateException("line 31 is bad");
            }
            return hub(i);
        });
        try (HubsClient hubs = client();
                BulkProvisioning bulk = hubs.bulk().build()) {
            BulkReport report = bulk.run(input, results::add);

            assertThat(report.end()).isEqualTo(BulkEnd.SOURCE_FAILED);
            assertThat(report.cause()).hasMessage("line 31 is bad");
            assertThat(report.count(BulkOutcome.PROVISIONED)).isEqualTo(30);
        }
        assertThat(results).hasSize(30);
    }

    @Test
    void aNullInTheInputIsNamedByItsPosition() {
        try (HubsClient hubs = client()) {
            BulkReport report = run(hubs.bulk(), Arrays.asList(hub(1), null));

            assertThat(report.end()).isEqualTo(BulkEnd.SOURCE_FAILED);
            assertThat(report.cause()).hasMessage("the input has null at position 1");
        }
    }

    @Test
    void oneInstanceIsOneRun() {
        try (HubsClient hubs = client();
                BulkProvisioning bulk = hubs.bulk().build()) {
            bulk.run(hubs(1), results::add);

            assertThatThrownBy(() -> bulk.run(hubs(1), results::add))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("make another one with bulk()");
        }
    }

    @Test
    void settingsThatCannotWorkAreRefusedAtTheSetter() {
        try (HubsClient hubs = client()) {
            BulkProvisioning.Builder bulk = hubs.bulk();
            assertThatThrownBy(() -> bulk.concurrency(0)).hasMessage("concurrency must be 1 to 1024: 0");
            assertThatThrownBy(() -> bulk.concurrency(1025)).hasMessageContaining("1025");
            assertThatThrownBy(() -> bulk.maxPerSecond(0)).hasMessageContaining("0.0");
            assertThatThrownBy(() -> bulk.maxPerSecond(Double.NaN)).hasMessageContaining("NaN");
            assertThatThrownBy(() -> bulk.giveUpAfter(Duration.ZERO)).hasMessageContaining("PT0S");
            assertThatThrownBy(() -> bulk.giveUpAfter(Duration.ofDays(2))).hasMessageContaining("PT48H");
        }
    }
}
