package co.spkey.sdk.hubs.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server finds wrong with a request because of what came before it. */
class JudgeOfRepeatsTest {

    private final ReferenceServer server = ReferenceServer.start();
    private final Caller caller = new Caller(server);

    @AfterEach
    void close() {
        server.close();
    }

    private void send(String body, String key) throws Exception {
        caller.sendWith("POST", "/hubs/h/ProvisionHub", body, "X-API-Key", key, "Content-Type", "application/json");
    }

    private void send() throws Exception {
        send(Caller.body("h"), "test-key");
    }

    private List<String> clauses() {
        return server.violations().stream().map(Violation::clauseId).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 409, 422})
    void sendingAgainWhatDoesNotGetBetterIsNamed(int status) throws Exception {
        server.faults().times(1, new Fault.ErrorAnswer(ErrorShape.E1, status));
        send();
        send();

        assertThat(server.violations())
                .singleElement()
                .hasToString("PH-ERR-06: the same command was sent again after a " + status
                        + ", which doesn't get better with time (request 2, POST /hubs/h/ProvisionHub)");
    }

    @Test
    void anotherCommandAfterARefusalIsANewOne() throws Exception {
        server.faults().once(new Fault.ErrorAnswer(ErrorShape.E2, 400));
        send();
        send(Caller.body("h").replace("M-1", "M-2"), "test-key");

        assertThat(server.violations()).isEmpty();
    }

    @Test
    void theSameCommandIsANewOneOnceTheTestHasChangedTheServer() throws Exception {
        server.things().strict();
        send();
        server.things().register("h");
        send();

        assertThat(server.hubs().ids()).containsExactly("h");
        assertThat(server.violations()).isEmpty();
    }

    @Test
    void theSameCredentialsAfterA401AreNamedAndRenewedOnesAreNot() throws Exception {
        send(Caller.body("h"), "sekret-wrong");
        send();
        assertThat(server.violations()).isEmpty();

        send(Caller.body("h"), "sekret-wrong");

        assertThat(clauses()).containsExactly("PH-AUTH-06");
        assertThat(server.violations().toString()).doesNotContain("sekret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"60", " 60 ", "99999999999", "99999999999999999999", "date"})
    void comingBackBeforeRetryAfterIsNamed(String value) throws Exception {
        String field = value.equals("date")
                ? DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.now().plusSeconds(60).atOffset(ZoneOffset.UTC))
                : value;
        server.faults().once(new Fault.ErrorAnswer(ErrorShape.E2B, 429).withRetryAfter(field));
        send();
        send();

        assertThat(clauses()).containsExactly("PH-ERR-02");
        assertThat(server.violations().get(0).problem()).contains("a 429 that said Retry-After: " + field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "soon", "Thu, 01 Jan 1970 00:00:00 GMT"})
    void aRetryAfterThatAsksForNoWaitBindsNobody(String value) throws Exception {
        server.faults().once(new Fault.ErrorAnswer(ErrorShape.E4, 503).withRetryAfter(value));
        send();
        send();

        assertThat(server.violations()).isEmpty();
    }

    @Test
    void otherDataAfterAnUnknownOutcomeAreNamed() throws Exception {
        server.faults().once(new Fault.ErrorAnswer(ErrorShape.E5, 500).afterApplying());
        send();
        send(Caller.body("h").replace("M-1", "M-2"), "test-key");

        assertThat(server.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.clauseId()).isEqualTo("PH-ERR-05");
            assertThat(violation.problem()).contains("an earlier attempt that was answered 500");
        });
    }

    @Test
    void otherDataAreANewCommandOnceTheOutcomeIsKnown() throws Exception {
        server.faults().once(new Fault.ErrorAnswer(ErrorShape.E3B, 500));
        send();
        send();
        send(Caller.body("h").replace("M-1", "M-2"), "test-key");

        assertThat(server.requests().all()).extracting(RecordedRequest::status).containsExactly(500, 201, 200);
        assertThat(server.violations()).isEmpty();
    }

    @Test
    void theSameDataInAnotherOrderAreTheSame() throws Exception {
        server.faults().once(new Fault.ErrorAnswer(ErrorShape.E4, 500).withRetryAfter(null));
        send();
        send("{ \"model\":\"M-1\", \"serial\":\"SN-1\", \"hubId\":\"h\" }", "test-key");

        assertThat(server.violations()).isEmpty();
    }

    @Test
    void otherDataAfterACutConnectionAreNamed() throws Exception {
        server.faults().once(new Fault.CutConnection());
        assertThatThrownBy(this::send).isInstanceOf(IOException.class);
        send(Caller.body("h").replace("M-1", "M-2"), "test-key");

        assertThat(clauses()).containsExactly("PH-ERR-05");
    }

    @Test
    void sendingAgainAfterTroubleOrSuccessIsNoViolation() throws Exception {
        server.faults().once(new Fault.ErrorAnswer(ErrorShape.E7_HTML, 502));
        send();
        send();
        send();

        assertThat(server.violations()).isEmpty();
    }

    @Test
    void aBodyThatWasNotReadIsNeitherJudgedNorComparedWithTheNextOne() throws Exception {
        server.faults().once(new Fault.CutBeforeReading());
        assertThatThrownBy(this::send).isInstanceOf(IOException.class);
        send();

        assertThat(server.violations()).isEmpty();
    }

    @Test
    void askingForTheStatusUntilTheHubIsThereIsNoViolation() throws Exception {
        caller.status("h");
        caller.status("h");

        assertThat(server.violations()).isEmpty();
    }
}
