package co.spkey.sdk.hubs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.hubs.testkit.Finding.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A target that stalls, puts requests off or loses an answer holds up no run, and isn't blamed for more than that. */
@Timeout(60)
class ProvidersInTroubleTest {

    private static final String CLAUSE = "PH-AUTH-04/missing-credentials";

    private static final Fault.ErrorAnswer TOO_MANY = new Fault.ErrorAnswer(ErrorShape.E6, 429);
    private static final Fault.ErrorAnswer UNAVAILABLE = new Fault.ErrorAnswer(ErrorShape.E4, 503);

    private final ReferenceServer server = ContractTargets.server();

    @AfterEach
    void close() {
        server.close();
    }

    private static Finding of(List<Finding> findings, String key) {
        return findings.stream()
                .filter(finding -> finding.clause().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static Clause clause() {
        return Clause.all().stream()
                .filter(clause -> clause.key().equals(CLAUSE))
                .findFirst()
                .orElseThrow();
    }

    private Finding checkOne() throws InterruptedException {
        return ContractRun.on(ContractTargets.of(server.baseUrl())).check(clause());
    }

    private List<Finding> checkAll() throws InterruptedException {
        return ContractRun.on(ContractTargets.of(server.baseUrl())).check(Clause.all());
    }

    /** Sends a head and the first byte of a body, and then nothing more. */
    private static final class Staller implements AutoCloseable {

        private static final String BEGINNING = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{";

        private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final List<Socket> connections = new CopyOnWriteArrayList<>();

        Staller() throws IOException {
            Thread thread = new Thread(this::serve, "staller");
            thread.setDaemon(true);
            thread.start();
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }

        private void serve() {
            try {
                while (!socket.isClosed()) {
                    Socket connection = socket.accept();
                    connections.add(connection);
                    if (connection.getInputStream().read() >= 0) {
                        connection.getOutputStream().write(BEGINNING.getBytes(StandardCharsets.US_ASCII));
                    }
                }
            } catch (IOException closed) {
                // the test is over
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
            for (Socket connection : connections) {
                connection.close();
            }
        }
    }

    @Test
    void aBodyThatStallsIsGivenUpWhenItsTimeIsUp() throws Exception {
        try (Staller staller = new Staller()) {
            ContractTarget target = ContractTarget.at(staller.url())
                    .apiKey("test-key")
                    .answerLimit(Duration.ofMillis(300))
                    .build();

            Finding finding = ContractRun.on(target).check(clause());

            assertThat(finding.isUnanswered()).as("%s", finding).isTrue();
            assertThat(finding.got()).contains("HttpTimeoutException", "within PT0.3S");
        }
    }

    @Test
    void ofABodyWithoutEndTheBeginningIsLookedAt() throws Exception {
        server.faults().always(new Fault.EndlessBody(500));

        Finding finding = checkOne();

        assertThat(finding.expected()).isEqualTo("status 401");
        assertThat(finding.got()).startsWith("500 ").hasSizeLessThan(400);
    }

    @Test
    void whoPutsARequestOffIsAskedAgain() throws Exception {
        server.faults().once(TOO_MANY.withRetryAfter("0")).once(UNAVAILABLE.withRetryAfter("0"));

        assertThat(checkOne().outcome()).isEqualTo(Outcome.HOLDS);
        assertThat(server.requests().count()).isEqualTo(3);
    }

    @Test
    void a429WithoutRetryAfterIsWaitedForAsWell() throws Exception {
        server.faults().once(TOO_MANY);

        assertThat(checkOne().outcome()).isEqualTo(Outcome.HOLDS);
    }

    @Test
    void whoPutsARequestOffAgainAndAgainIsNotBlamed() throws Exception {
        server.faults().always(TOO_MANY.withRetryAfter("0"));

        Finding finding = checkOne();

        assertThat(finding.outcome()).isEqualTo(Outcome.NOT_TRIED);
        assertThat(finding.reason()).contains("put the request off", "429");
        assertThat(server.requests().count()).isEqualTo(4);
    }

    @Test
    void whoAsksForALongWaitIsNotAskedAgain() throws Exception {
        server.faults().always(UNAVAILABLE.withRetryAfter("3600"));

        Finding finding = checkOne();

        assertThat(finding.outcome()).isEqualTo(Outcome.NOT_TRIED);
        assertThat(finding.reason()).contains("Retry-After 3600", "503");
        assertThat(server.requests().count()).isEqualTo(1);
    }

    @Test
    void a503WithoutRetryAfterIsTheAnswer() throws Exception {
        server.faults().always(UNAVAILABLE.withRetryAfter(null));

        assertThat(checkOne().got()).startsWith("503 ");
    }

    @Test
    void afterA503NobodyKnowsWhichRequestProvisionedTheHub() throws Exception {
        server.faults()
                .forHub("hub-1")
                .forProvisioning()
                .once(UNAVAILABLE.withRetryAfter("0").afterApplying());

        List<Finding> findings = checkAll();

        assertThat(findings).noneMatch(finding -> finding.outcome() == Outcome.BROKEN);
        assertThat(of(findings, "PH-RES-02/first-is-201").reason()).contains("after a 503");
    }

    @Test
    void anAnswerThatGetsLostIsBlamedOnceAndTheRequestNotSentAgain() throws Exception {
        Fault lost = new Fault.CutConnection().afterApplying();
        server.faults().forProvisioning().forHub("hub-1").once(lost);
        server.faults().forProvisioning().forHub("hub-5").once(lost);

        List<Finding> findings = checkAll();

        assertThat(findings)
                .filteredOn(finding -> finding.outcome() == Outcome.BROKEN)
                .allMatch(Finding::isUnanswered)
                .extracting(finding -> finding.clause().key())
                .containsExactly("PH-REQ-01/provisions", "PH-REQ-10/decoded-id");
        assertThat(of(findings, "PH-RES-02/first-is-201").reason()).contains("the first provisioning got no answer");
        assertThat(of(findings, "PH-RES-09/aggregate-id-as-sent").reason()).contains("got no answer");
        assertThat(server.hubs().find("hub-5")).isNotNull();
    }
}
