package co.spkey.sdk.hubs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client's socket gets to see of each fault, and what the server has stored by then. */
@Timeout(60)
class FaultsOnTheWireTest {

    private static final Duration FOREVER = Duration.ofDays(365_000);
    private static final Duration BRIEF = Duration.ofMillis(150);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Set<Thread> threadsBefore = Thread.getAllStackTraces().keySet();
    private final ReferenceServer server = ReferenceServer.start();
    private final Caller caller = new Caller(server);
    private RawConnection connection = connect();

    private RawConnection connect() {
        try {
            return new RawConnection(server);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void startTheJvmsFirstAnswer() throws Exception {
        // keeps class loading out of the measured times
        caller.status("warm-up");
        server.requests().clear();
    }

    @AfterEach
    void close() throws IOException {
        connection.close();
        server.close();
    }

    private static void eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("came true in time").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private boolean isProvisioned() {
        return server.hubs().find("h") != null;
    }

    private RecordedRequest onlyRequest() {
        assertThat(server.requests().all()).hasSize(1);
        return server.requests().all().get(0);
    }

    @Test
    void cutBeforeReadingSendsNothingAndNeverApplies() throws Exception {
        server.faults().once(new Fault.CutBeforeReading());

        assertThat(connection.provision("h").readToEnd()).isEmpty();

        assertThat(onlyRequest().status()).isNull();
        assertThat(onlyRequest().body()).isEmpty();
        assertThat(isProvisioned()).isFalse();
        assertThat(caller.provision("h").statusCode()).as("the next attempt").isEqualTo(201);
    }

    @Test
    void cutBeforeReadingDoesNotWaitForTheBody() throws Exception {
        server.faults().once(new Fault.CutBeforeReading());

        connection.send("POST /hubs/h/ProvisionHub HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n");

        assertThat(connection.readToEnd()).isEmpty();
    }

    @Test
    void cutAfterReadingSendsNothingAndNeverApplies() throws Exception {
        server.faults().once(new Fault.CutConnection());

        assertThat(connection.provision("h").readToEnd()).isEmpty();

        assertThat(onlyRequest().status()).isNull();
        assertThat(onlyRequest().body()).isEqualTo(Caller.body("h"));
        assertThat(isProvisioned()).isFalse();
    }

    @Test
    void cutAfterApplyingSendsNothingButHasApplied() throws Exception {
        server.faults().once(new Fault.CutConnection().afterApplying());

        assertThat(connection.provision("h").readToEnd()).isEmpty();

        assertThat(onlyRequest().status()).isNull();
        assertThat(isProvisioned()).isTrue();
        assertThat(caller.provision("h").statusCode()).as("the next attempt").isEqualTo(200);
    }

    @Test
    void cutMidAnswerLeavesHalfABodyAndHasApplied() throws Exception {
        server.faults().once(new Fault.CutMidAnswer());

        String head = connection.provision("h").readHead();
        String rest = connection.readTextToEnd();

        assertThat(head).startsWith("HTTP/1.1 201 ");
        assertThat(rest).startsWith("{\"success\":true,").hasSize(RawConnection.length(head) / 2);
        assertThat(isProvisioned()).isTrue();
        assertThat(onlyRequest().status()).isEqualTo(201);
    }

    @Test
    void delayedHeadersHaveAppliedLongBeforeTheyCome() throws Exception {
        server.faults().once(new Fault.DelayedHeaders(FOREVER));

        connection.provision("h");
        eventually(this::isProvisioned);

        assertThat(onlyRequest().status()).isNull();
        assertThat(connection.hasMore()).isFalse();
        server.close();
        assertThat(connection.readToEnd()).isEmpty();
    }

    @Test
    void delayedHeadersComeAfterTheDelay() throws Exception {
        server.faults().once(new Fault.DelayedHeaders(BRIEF));
        long start = System.nanoTime();

        String body = connection.provision("h").readAnswerBody();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(BRIEF);
        assertThat(body).startsWith("{\"success\":true,").endsWith("}");
    }

    @Test
    void aDelayedBodyStopsHalfWay() throws Exception {
        server.faults().once(new Fault.DelayedBody(FOREVER));

        String head = connection.provision("h").readHead();
        int half = RawConnection.length(head) / 2;

        assertThat(connection.read(half)).startsWith("{\"success\":true,");
        assertThat(connection.hasMore()).isFalse();
        server.close();
        assertThat(connection.readToEnd()).isEmpty();
    }

    @Test
    void aDelayedBodyComesToItsEnd() throws Exception {
        server.faults().once(new Fault.DelayedBody(BRIEF));
        long start = System.nanoTime();

        String body = connection.provision("h").readAnswerBody();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(BRIEF);
        assertThat(body).startsWith("{\"success\":true,").endsWith("}}}");
        assertThat(connection.provision("h").readHead())
                .as("the connection is still good")
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void aDelayedFaultHasDoneNothingBefore() throws Exception {
        server.faults()
                .once(new Fault.ErrorAnswer(ErrorShape.E4, 503).afterApplying().delayedBy(FOREVER));

        connection.provision("h");

        assertThat(server.requests().await(1, LIMIT))
                .singleElement()
                .extracting(RecordedRequest::status)
                .isNull();
        assertThat(isProvisioned()).isFalse();
    }

    @Test
    void whatIsStillDelayedAtAResetNeverTakesEffect() throws Exception {
        server.faults().once(new Fault.CutConnection().afterApplying().delayedBy(BRIEF));
        connection.provision("h");
        server.requests().await(1, LIMIT);

        server.reset();

        assertThat(connection.readToEnd()).isEmpty();
        assertThat(isProvisioned()).isFalse();
        assertThat(server.requests().count()).isZero();
        assertThat(caller.provision("h").statusCode()).as("the next test's").isEqualTo(201);
    }

    @Test
    void aRequestThatIsReadOnlyAfterAResetNeverTakesEffect() throws Exception {
        server.faults().once(new Fault.NotJson());
        connection.send("POST /hubs/h/ProvisionHub HTTP/1.1\r\nHost: x\r\nX-API-Key: test-key\r\nContent-Length: "
                + Caller.body("h").length() + "\r\n\r\n");
        eventually(() -> server.faults().unused().isEmpty());

        server.reset();
        connection.send(Caller.body("h"));

        assertThat(connection.readToEnd()).isEmpty();
        assertThat(isProvisioned()).isFalse();
        assertThat(server.requests().count()).isZero();
        assertThat(server.faults().unused()).isEmpty();
    }

    @Test
    void aDelayedFaultComesAfterTheDelay() throws Exception {
        server.faults().once(new Fault.ErrorAnswer(ErrorShape.E4, 503).delayedBy(BRIEF));
        long start = System.nanoTime();

        assertThat(connection.provision("h").readHead()).startsWith("HTTP/1.1 503 ");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(BRIEF);
    }

    @Test
    void aDelayedCutDoesNotReadTheBodyEither() throws Exception {
        server.faults().once(new Fault.CutBeforeReading().delayedBy(BRIEF));

        connection.send("POST /hubs/h/ProvisionHub HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n");

        assertThat(connection.readToEnd()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 500})
    void anEndlessBodyGoesOnUntilTheClientHasEnough(int status) throws Exception {
        server.faults().once(new Fault.EndlessBody(status));

        String head = connection.provision("h").readHead();

        assertThat(head).startsWith("HTTP/1.1 " + status).containsIgnoringCase("Transfer-Encoding: chunked");
        assertThat(connection.read(5_000_000)).hasSize(5_000_000);
        connection.close();
        assertThat(isProvisioned()).isFalse();
        assertThat(caller.provision("h").statusCode()).isEqualTo(201);
    }

    @Test
    void anOversizedBodyIsCompleteAndAsLongAsItSays() throws Exception {
        server.faults().once(new Fault.OversizedBody(201, 10_000_000).afterApplying());

        String head = connection.provision("h").readHead();
        String body = connection.read(10_000_000);

        assertThat(RawConnection.length(head)).isEqualTo(10_000_000);
        assertThat(body).hasSize(10_000_000).startsWith("\"xxx").endsWith("xxx\"");
        assertThat(isProvisioned()).isTrue();
    }

    @Test
    void aGzipBombIsSmallOnTheWire() throws Exception {
        server.faults().once(new Fault.GzipBomb(200, 50_000_000));

        var answer = caller.sendBytes("POST", "/hubs/h/ProvisionHub", new byte[0], "X-API-Key", "test-key");

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(answer.body()).hasSizeLessThan(100_000);
        try (InputStream decoded = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(decoded.skip(Long.MAX_VALUE)).isEqualTo(50_000_000);
        }
    }

    @Test
    void unaskedGzipIsTheGenuineAnswerCompressed() throws Exception {
        server.faults().once(new Fault.UnaskedGzip());

        var answer = caller.sendBytes(
                "POST",
                "/hubs/h/ProvisionHub",
                Caller.body("h").getBytes(StandardCharsets.UTF_8),
                "X-API-Key",
                "test-key");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        try (InputStream decoded = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(new String(decoded.readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("{\"success\":true,");
        }
    }

    @Test
    void notJsonIsTheGenuineHeadWithAPage() throws Exception {
        server.faults().once(new Fault.NotJson());

        var answer = caller.provision("h");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).startsWith("<html>");
        assertThat(isProvisioned()).isTrue();
    }

    @Test
    void aWrongMediaTypeIsAllThatIsWrong() throws Exception {
        server.faults().once(new Fault.WrongMediaType("text/plain"));

        var answer = caller.provision("h");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("text/plain");
        assertThat(answer.body()).startsWith("{\"success\":true,");
    }

    @Test
    void aRawAnswerIsSentAsGiven() throws Exception {
        Map<String, String> headers = Map.of("Location", "http://elsewhere.invalid/", "cf-ray", "own-ray");
        server.faults().once(new Fault.RawAnswer(307, headers, "gr\u00fcn"));

        var answer = caller.provision("h");

        assertThat(answer.statusCode()).isEqualTo(307);
        assertThat(answer.headers().firstValue("Location")).contains("http://elsewhere.invalid/");
        assertThat(answer.headers().allValues("cf-ray")).containsExactly("own-ray");
        assertThat(answer.body()).isEqualTo("gr\u00fcn");
        assertThat(isProvisioned()).isFalse();
    }

    @Test
    void aStatusWithoutABodyHasNone() throws Exception {
        server.faults().once(new Fault.RawAnswer(204, Map.of(), "ignored").afterApplying());

        assertThat(connection.provision("h").readHead()).startsWith("HTTP/1.1 204 ");

        assertThat(isProvisioned()).isTrue();
        assertThat(connection.provision("h").readHead())
                .as("no stray bytes between")
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void closingDoesNotWaitForFaultsUnderWay() throws Exception {
        server.faults()
                .once(new Fault.DelayedHeaders(FOREVER))
                .once(new Fault.DelayedBody(FOREVER))
                .once(new Fault.EndlessBody(200))
                .once(new Fault.CutConnection().delayedBy(FOREVER));
        RawConnection[] others = {connect(), connect(), connect()};
        connection.provision("h1");
        others[0].provision("h2");
        others[1].provision("h3");
        others[2].provision("h4");
        server.requests().await(4, LIMIT);
        long start = System.nanoTime();

        server.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeAll(threadsBefore);
        assertThat(threads).noneMatch(thread -> thread.getName().startsWith("reference-server-"));
        for (RawConnection other : others) {
            other.close();
        }
    }
}
