package co.spkey.sdk.hubs;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.error.ApiException;
import co.spkey.sdk.core.error.ConnectionException;
import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.core.error.ErrorDetails;
import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.core.observe.CallEnded;
import co.spkey.sdk.core.retry.RetryPolicy;
import co.spkey.sdk.hubs.StubHubs.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outages and overload, in time that jumps over the waiting unless a name says otherwise. */
class BulkTroubleTest extends BulkTestBase {

    private final SkippingTicker time = new SkippingTicker();

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void anOutageOf503ThenRefusedConnectionsInTheMiddleFailsNoHub() {
        // In time that jumps, several calls that wait to try again would make it jump for all the others.
        outageOfTwentySeconds(time::nanoTime, builder().ticker(time).retryPolicy(RetryPolicy.none()));
    }

    @Test
    void norDoesItInRealTimeWithRetries() {
        outageOfTwentySeconds(System::nanoTime, builder());
    }

    private void outageOfTwentySeconds(LongSupplier nanoTime, HubsClient.Builder client) {
        AtomicLong began = new AtomicLong();
        AtomicBoolean gone = new AtomicBoolean();
        AtomicBoolean back = new AtomicBoolean();
        server.script(request -> {
            if (request.number() == 100) {
                began.set(nanoTime.getAsLong());
            }
            boolean down = request.number() >= 100 && !back.get();
            return down ? Reply.of(503) : null;
        });
        try (HubsClient hubs = client.listener(event -> {
                    // After ten seconds of 503 the backend is gone altogether, until twenty have passed.
                    long since = began.get() == 0 ? 0 : nanoTime.getAsLong() - began.get();
                    if (since >= seconds(20) && gone.get() && back.compareAndSet(false, true)) {
                        server.comeBack();
                    } else if (since >= seconds(10) && gone.compareAndSet(false, true)) {
                        server.goAway();
                    }
                })
                .build()) {
            BulkReport report = run(hubs.bulk(), hubs(400));

            assertThat(report.end()).isEqualTo(BulkEnd.COMPLETED);
            assertThat(report.failed()).isZero();
            assertThat(report.total()).isEqualTo(400);
            assertThat(report.elapsed()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(50));
        }
        assertThat(back).isTrue();
        assertThat(server.storedCount()).isEqualTo(400);
        assertThat(results).extracting(BulkResult::position).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 522, 429, 408})
    void duringAnOutageOneRequestAtATimeProbes(int status) {
        AtomicBoolean down = new AtomicBoolean(true);
        AtomicInteger met = new AtomicInteger();
        server.script(request -> {
            // The first sixteen are under way together; after them come the probes.
            if (down.get() && met.incrementAndGet() == 24) {
                down.set(false);
            }
            if (met.get() == 17) {
                server.forgetMostUnderWay();
            }
            return down.get() ? Reply.of(status) : null;
        });
        try (HubsClient hubs = client(time)) {
            AtomicInteger most = new AtomicInteger();
            try (BulkProvisioning bulk = hubs.bulk().build()) {
                BulkReport report = bulk.run(hubs(60), result -> {
                    if (results.isEmpty()) {
                        most.set(server.mostUnderWay());
                    }
                    results.add(result);
                });
                assertThat(report.allProvisioned()).isTrue();
                assertThat(report.elapsed()).isGreaterThan(Duration.ofSeconds(7));
            }
            assertThat(most.get()).isEqualTo(1);
        }
    }

    /** What stands in for a backend that is away may well say 200. */
    @Test
    void duringAnOutageAPageThatSays200FailsNoHubAndIsAskedForNoMoreOften() {
        AtomicInteger met = new AtomicInteger();
        server.script(request -> {
            int number = met.incrementAndGet();
            if (number > 20) {
                return null;
            }
            return number <= 5 ? Reply.of(503) : PAGE;
        });
        try (HubsClient hubs = client(time)) {
            BulkReport report = run(hubs.bulk().concurrency(1), hubs(60));

            assertThat(report.allProvisioned()).isTrue();
            // Fifteen probes, one to five seconds apart.
            assertThat(report.elapsed()).isGreaterThan(Duration.ofSeconds(55));
        }
    }

    /** A maintenance page that is switched on before anything else is seen of it. */
    @Test
    void norWithoutAnythingElseBeforeIt() {
        AtomicInteger met = new AtomicInteger();
        server.script(request -> {
            int number = met.incrementAndGet();
            return number > 10 && number <= 30 ? PAGE : null;
        });
        try (HubsClient hubs = client(time)) {
            BulkReport report = run(hubs.bulk().concurrency(1), hubs(60));

            assertThat(report.allProvisioned()).isTrue();
            assertThat(report.elapsed()).isGreaterThan(Duration.ofSeconds(50));
        }
    }

    /** What a base URL that leads elsewhere answers with, or a firewall that lets nobody through. */
    @ParameterizedTest
    @ValueSource(ints = {200, 302, 400, 403, 404})
    void anAnswerToAllThatIsNotTheApisFailsNoHub(int status) {
        server.script(
                request -> new Reply(status, "Content-Type: text/html\r\n", "<h1>What are you looking for?</h1>"));
        try (HubsClient hubs = client(time)) {
            BulkReport report = run(hubs.bulk().giveUpAfter(Duration.ofMinutes(3)), hubs(100));

            assertThat(report.end()).isEqualTo(BulkEnd.OUTAGE);
            assertThat(report.cause()).isInstanceOf(SpkeyException.class);
            assertThat(report.total()).isZero();
        }
        assertThat(results).isEmpty();
    }

    /** A firewall that takes offence at something in it: a run that is taken up again sends that hub first. */
    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404})
    void anAnswerToOneHubThatIsNotTheApisIsThatHubsFailure(int status) {
        server.script(request -> request.hubId().equals("hub-0")
                ? new Reply(status, "Content-Type: text/html\r\n", "<h1>Blocked</h1>")
                : null);
        try (HubsClient hubs = client(time)) {
            BulkReport report = run(hubs.bulk().concurrency(1), hubs(20));

            assertThat(report.end()).isEqualTo(BulkEnd.COMPLETED);
            assertThat(report.failed()).isEqualTo(1);
            assertThat(report.count(BulkOutcome.PROVISIONED)).isEqualTo(19);
        }
        assertThat(server.posts("hub-0")).isEqualTo(1);
    }

    @Test
    void theRunGivesUpAfterTheTimeThatWasSet() {
        server.goAway();
        try (HubsClient hubs = client(time)) {
            BulkReport report = run(hubs.bulk().giveUpAfter(Duration.ofMinutes(3)), hubs(100));

            assertThat(report.end()).isEqualTo(BulkEnd.OUTAGE);
            assertThat(report.cause()).isInstanceOf(ConnectionException.class);
            assertThat(report.total()).isZero();
            assertThat(report.unfinished()).isPositive();
            assertThat(report.elapsed()).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(4));
        }
        assertThat(results).isEmpty();
    }

    @Test
    void aRowOfHubsThatAlwaysFailDoesNotKeepTheOthersFromBeingProvisioned() {
        server.script(request -> request.hubId().matches("hub-1[0-9]") ? Reply.of(500) : null);
        try (HubsClient hubs = client(time)) {
            BulkReport report = run(hubs.bulk().concurrency(2), hubs(100));

            assertThat(report.end()).isEqualTo(BulkEnd.COMPLETED);
            assertThat(report.failed()).isEqualTo(10);
            assertThat(report.count(BulkOutcome.PROVISIONED)).isEqualTo(90);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aRetryAfterHoldsBackTheWholeRun(int status) {
        AtomicBoolean told = new AtomicBoolean();
        server.script(request -> request.hubId().equals("hub-20") && told.compareAndSet(false, true)
                ? Reply.of(status).with("Retry-After: 45")
                : null);
        try (HubsClient hubs = client(time)) {
            BulkReport report = run(hubs.bulk().concurrency(4), hubs(60));

            assertThat(report.allProvisioned()).isTrue();
            assertThat(report.elapsed()).isGreaterThan(Duration.ofSeconds(45));
        }
        assertThat(resultAt(20).outcome()).isIn(BulkOutcome.PROVISIONED, BulkOutcome.UNCERTAIN_WHICH_ATTEMPT);
        assertThat(server.posts("hub-20")).isEqualTo(2);
        // Held back at once: only what was in flight, and what it freed before the answer came, was sent before the
        // wait.
        assertThat(time.pauses()).isNotEmpty();
    }

    @Test
    void overloadHalvesTheConcurrencyOfTheWholeRunAndItRecovers() {
        CountDownLatch all = new CountDownLatch(8);
        CountDownLatch toldOfOverload = new CountDownLatch(1);
        CountDownLatch slowed = new CountDownLatch(4);
        CountDownLatch recovered = new CountDownLatch(8);
        AtomicInteger mostWhileSlowed = new AtomicInteger();
        server.script(request -> {
            if (request.number() <= 8) {
                all.countDown();
                StubHubs.await(all);
                if (request.number() == 1) {
                    return Reply.of(429);
                }
                StubHubs.await(toldOfOverload);
                server.forgetMostUnderWay();
            } else if (request.number() <= 12) {
                slowed.countDown();
                StubHubs.await(slowed);
                mostWhileSlowed.accumulateAndGet(server.mostUnderWay(), Math::max);
            } else if (request.number() > 200 && request.number() <= 208) {
                recovered.countDown();
                StubHubs.await(recovered);
            }
            return null;
        });
        try (HubsClient hubs = builder()
                .ticker(time)
                .retryPolicy(RetryPolicy.none())
                .listener(event -> {
                    if (event instanceof CallEnded ended && ended.failure() != null) {
                        toldOfOverload.countDown();
                    }
                })
                .build()) {
            BulkReport report = run(hubs.bulk().concurrency(8), hubs(300));

            assertThat(report.allProvisioned()).isTrue();
        }
        // Four, and one or two more for the successes of those that had been in flight.
        assertThat(mostWhileSlowed.get()).isBetween(4, 6);
        assertThat(recovered.getCount()).as("eight in flight again").isZero();
    }

    @Test
    void anAnswerThatGotLostInAnOutageIsUncertainAndVerified() {
        AtomicInteger lost = new AtomicInteger();
        server.script(request -> {
            if (lost.getAndIncrement() < 5) {
                server.regular(request);
                return Reply.of(500);
            }
            return null;
        });
        try (HubsClient hubs = client(time)) {
            BulkReport report = run(hubs.bulk(), hubs(5));

            assertThat(report.count(BulkOutcome.UNCERTAIN_WHICH_ATTEMPT)).isEqualTo(5);
            assertThat(report.notVerified()).isZero();
        }
        assertThat(results).allSatisfy(result -> {
            ProvisionHubResponse response = result.response();
            assertThat(response).isNotNull();
            if (response != null) {
                assertThat(response.metadata().attempts()).isGreaterThanOrEqualTo(2);
            }
        });
    }

    @Test
    void credentialsThatWereNeverThereEndTheRunAtOnce() {
        try (HubsClient hubs =
                builder().ticker(time).credentials(BulkTroubleTest::none).build()) {
            BulkReport report = run(hubs.bulk(), hubs(100));

            assertThat(report.end()).isEqualTo(BulkEnd.REFUSED);
            assertThat(report.cause()).isInstanceOf(CredentialsException.class);
        }
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void aCertificateThatIsNotTrustedEndsTheRunAtOnce() throws Exception {
        HandshakeCertificates unknown = new HandshakeCertificates.Builder()
                .heldCertificate(new HeldCertificate.Builder()
                        .addSubjectAlternativeName("localhost")
                        .build())
                .build();
        try (MockWebServer tls = new MockWebServer()) {
            tls.useHttps(unknown.sslSocketFactory());
            tls.start();
            try (HubsClient hubs = builder()
                    .ticker(time)
                    .baseUrl(URI.create("https://localhost:" + tls.getPort()))
                    .build()) {
                BulkReport report = run(hubs.bulk(), hubs(100));

                assertThat(report.end()).isEqualTo(BulkEnd.REFUSED);
                assertThat(report.cause()).hasMessageContaining("check its certificate and this client's trust store");
                assertThat(report.total()).isZero();
            }
            assertThat(tls.getRequestCount()).isZero();
        }
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void aCertificateThatIsNotTrustedAnyMoreIsAnOutage() {
        ConnectionException failure = new ConnectionException(ErrorDetails.builder("the certificate has expired")
                .notTrusted(true)
                .build());

        assertThat(BulkVerdict.of(failure, true)).isEqualTo(BulkVerdict.OPEN);
        assertThat(BulkVerdict.of(failure, false)).isEqualTo(BulkVerdict.OF_ALL);
    }

    private static Credentials none() {
        throw new CredentialsException(
                ErrorDetails.builder("the vault is sealed").build());
    }

    @Test
    void credentialsThatGoAwayForAWhilePauseTheRun() {
        AtomicInteger asked = new AtomicInteger();
        try (HubsClient hubs = builder()
                .ticker(time)
                .credentials(() -> {
                    int now = asked.incrementAndGet();
                    return now > 30 && now < 60 ? none() : Credentials.apiKey("the-key");
                })
                .build()) {
            BulkReport report = run(hubs.bulk().concurrency(2), hubs(100));

            assertThat(report.allProvisioned()).isTrue();
        }
    }

    @Test
    void aFailureNamesWhatWentBefore() {
        server.script(request -> request.hubId().matches("hub-[0-4]") ? Reply.of(500) : null);
        try (HubsClient hubs = client(time)) {
            run(hubs.bulk().concurrency(1), hubs(40));
        }
        BulkResult failed = resultAt(0);
        assertThat(failed.failure())
                .isInstanceOfSatisfying(
                        ApiException.class,
                        failure -> assertThat(failure.getSuppressed()).isNotEmpty());
    }
}
