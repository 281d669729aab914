package co.spkey.sdk.hubs;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.hubs.StubHubs.Reply;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Outages that the last hubs of an input meet, in time that jumps over the waiting. Too few are left to tell an outage
 * by, so a question about a hub that is there goes before any blame.
 */
class BulkEndOfInputTest extends BulkTestBase {

    private final SkippingTicker time = new SkippingTicker();

    /** The base path goes away while a run is under way: whatever is asked for is somebody else's 404 from then on. */
    @ParameterizedTest
    @CsvSource({"200, 200", "403, 403", "404, 404", "405, 200", "405, 404"})
    void noHubFailsWhereThePageIsAllThatIsLeft(int toACommand, int toAQuestion) {
        AtomicInteger met = new AtomicInteger();
        server.script(request -> {
            int status = request.isStatus() ? toAQuestion : toACommand;
            Reply page = new Reply(status, "Content-Type: text/html\r\n", "<h1>What are you looking for?</h1>");
            return met.incrementAndGet() > 10 ? page : null;
        });
        try (HubsClient hubs = client(time)) {
            BulkReport report = run(hubs.bulk().concurrency(1).giveUpAfter(Duration.ofMinutes(3)), hubs(11));

            assertThat(report.end()).isEqualTo(BulkEnd.OUTAGE);
            assertThat(report.failed()).isZero();
            assertThat(report.count(BulkOutcome.PROVISIONED)).isEqualTo(10);
        }
    }

    /** There a hub that is there already is asked about, and the page is no answer to that either. */
    @Test
    void norAtTheEndOfTheInput() {
        AtomicInteger met = new AtomicInteger();
        AtomicInteger looks = new AtomicInteger();
        server.script(request -> {
            int number = met.incrementAndGet();
            if (number > 10 && number <= 30 && request.isStatus()) {
                looks.incrementAndGet();
            }
            if (number <= 10 || number > 30) {
                return null;
            }
            return number <= 20 ? Reply.of(503) : PAGE;
        });
        try (HubsClient hubs = client(time)) {
            BulkReport report = run(hubs.bulk().concurrency(1), hubs(16));

            assertThat(report.allProvisioned()).isTrue();
            assertThat(looks).hasPositiveValue();
        }
    }

    /** Whatever was put back is all that is left then. */
    @Test
    void anotherOutageAtTheEndOfTheInputFailsNoHubEither() {
        AtomicInteger met = new AtomicInteger();
        server.script(request -> {
            int number = met.incrementAndGet();
            return number <= 4 || number == 10 || number > 30 ? null : Reply.of(503);
        });
        try (HubsClient hubs = client(time)) {
            BulkReport report = run(hubs.bulk().concurrency(1), hubs(9));

            assertThat(report.allProvisioned()).isTrue();
            assertThat(report.elapsed()).isGreaterThan(Duration.ofSeconds(20));
        }
    }

    /** Too few to tell an outage by. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void norIsAnyOfTheLastHubsBlamedForOne(int last) {
        AtomicInteger met = new AtomicInteger();
        server.script(request -> {
            int number = met.incrementAndGet();
            return number > 10 && number <= 20 ? Reply.of(503) : null;
        });
        try (HubsClient hubs = client(time)) {
            BulkReport report = run(hubs.bulk().concurrency(1), hubs(10 + last));

            assertThat(report.allProvisioned()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aShortInputIsNotBlamedForABackendThatIsNotThere(int hubs) {
        server.goAway();
        try (HubsClient client = client(time)) {
            BulkReport report = run(client.bulk().giveUpAfter(Duration.ofMinutes(3)), hubs(hubs));

            assertThat(report.end()).isEqualTo(BulkEnd.OUTAGE);
            assertThat(report.total()).isZero();
        }
        assertThat(results).isEmpty();
    }

    @Test
    void anOutageOverAShortInputFailsNoHubEither() {
        AtomicInteger requests = new AtomicInteger();
        server.script(request -> requests.incrementAndGet() <= 8 ? Reply.of(502) : null);
        try (HubsClient hubs = client(time)) {
            BulkReport report = run(hubs.bulk(), hubs(3));

            assertThat(report.allProvisioned()).isTrue();
        }
        // Lost answers in between: who did it can't be told any more.
        assertThat(outcomes()).doesNotContain(BulkOutcome.ALREADY_PROVISIONED);
    }

    /** A gateway that lets provisioning through alone, however it says so. */
    @ParameterizedTest
    @ValueSource(ints = {200, 302, 403, 404, 405, 429})
    void aGatewayWithoutTheStatusIsThere(int status) {
        server.script(request -> {
            if (request.isStatus()) {
                return new Reply(status, "Content-Type: text/plain\r\n", "not here");
            }
            return request.hubId().equals("hub-9") ? Reply.of(500) : null;
        });
        try (HubsClient hubs = client(time)) {
            BulkReport report = run(hubs.bulk(), hubs(10));

            assertThat(report.end()).isEqualTo(BulkEnd.COMPLETED);
            assertThat(report.failed()).isEqualTo(1);
        }
    }

    /** The status can't be had, but hubs can be provisioned again. */
    @Test
    void anOutageAtTheEndOfTheInputEndsWithoutAStatus() {
        AtomicInteger posts = new AtomicInteger();
        server.script(request -> {
            if (request.isStatus()) {
                return new Reply(404, "Content-Type: text/plain\r\n", "not here");
            }
            int number = posts.incrementAndGet();
            return number > 10 && number <= 20 ? Reply.of(503) : null;
        });
        try (HubsClient hubs = client(time)) {
            BulkReport report = run(hubs.bulk().concurrency(1), hubs(15));

            assertThat(report.allProvisioned()).isTrue();
        }
    }

    /** The limit isn't the hub's fault, though it is the question that meets it. */
    @Test
    void norIsTheLastHubBlamedWhereTheQuestionIsToldToSlowDown() {
        AtomicInteger met = new AtomicInteger();
        server.script(request -> {
            int number = met.incrementAndGet();
            if (number <= 10 || number > 20) {
                return null;
            }
            return request.isStatus() ? Reply.of(429).with("Retry-After: 2") : Reply.of(500);
        });
        try (HubsClient hubs = client(time)) {
            BulkReport report = run(hubs.bulk().concurrency(1), hubs(11));

            assertThat(report.allProvisioned()).isTrue();
        }
    }

    /** A hub that always fails, and a question that is always refused at once: nothing of it goes on for ever. */
    @Test
    @Timeout(60)
    void aRunWhoseQuestionsMeetTheLimitComesToAnEnd() {
        AtomicInteger looks = new AtomicInteger();
        server.script(request -> {
            if (request.isStatus()) {
                return looks.incrementAndGet() % 2 == 1 ? Reply.of(503) : null;
            }
            return request.hubId().equals("hub-9") ? Reply.of(501) : null;
        });
        try (HubsClient hubs = client(time)) {
            BulkReport report = run(hubs.bulk().concurrency(1), hubs(10));

            assertThat(report.end()).isEqualTo(BulkEnd.COMPLETED);
            assertThat(report.failed()).isEqualTo(1);
        }
    }

    @Test
    void hubsThatAlwaysFailAtTheEndOfTheInputFailWithoutLongWaiting() {
        server.script(request -> request.hubId().matches("hub-9[0-9]") ? Reply.of(500) : null);
        try (HubsClient hubs = client(time)) {
            BulkReport report = run(hubs.bulk(), hubs(100));

            assertThat(report.end()).isEqualTo(BulkEnd.COMPLETED);
            assertThat(report.failed()).isEqualTo(10);
            assertThat(report.count(BulkOutcome.PROVISIONED)).isEqualTo(90);
            // A few of them may be probes, if five have failed before the others are sent.
            assertThat(report.elapsed()).isLessThan(Duration.ofSeconds(30));
        }
    }
}
