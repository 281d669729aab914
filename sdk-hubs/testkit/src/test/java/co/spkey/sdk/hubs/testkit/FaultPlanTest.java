package co.spkey.sdk.hubs.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which requests a planned fault strikes. */
class FaultPlanTest {

    private static final Fault E503 = new Fault.ErrorAnswer(ErrorShape.E4, 503);
    private static final Fault E502 = new Fault.ErrorAnswer(ErrorShape.E7_HTML, 502);
    private static final Fault E429 = new Fault.ErrorAnswer(ErrorShape.E6, 429);

    private final ReferenceServer server = ReferenceServer.start();
    private final Caller caller = new Caller(server);

    @AfterEach
    void close() {
        server.close();
    }

    private List<Integer> statuses(int calls) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            statuses.add(caller.provision("h").statusCode());
        }
        return statuses;
    }

    @Test
    void scriptedFaultsAreUsedUpInOrder() throws Exception {
        server.faults().once(E503).times(2, E502).once(E429);

        assertThat(statuses(6)).containsExactly(503, 502, 502, 429, 201, 200);
        assertThat(server.faults().unused()).isEmpty();
    }

    @Test
    void alwaysGoesOnUntilItIsCleared() throws Exception {
        server.faults().once(E429).always(E503).once(E502);

        assertThat(statuses(4)).containsExactly(429, 503, 503, 503);
        server.faults().clear();

        assertThat(statuses(1)).containsExactly(201);
        assertThat(server.faults().unused()).isEmpty();
    }

    @Test
    void whatWasScriptedButNotMetIsListed() throws Exception {
        server.faults().times(3, E503).always(E429);
        server.faults().forHub("other").once(E502);
        statuses(2);

        assertThat(server.faults().unused())
                .containsExactly(new UnusedFault(E503, null, 1), new UnusedFault(E502, "other", 1));
    }

    @Test
    void aFaultForOneHubLeavesTheOthersAlone() throws Exception {
        server.faults().forHub("a/b").times(2, E503);

        assertThat(caller.provision("h").statusCode()).isEqualTo(201);
        assertThat(caller.provision("a%2Fb", Caller.body("a/b")).statusCode()).isEqualTo(503);
        assertThat(caller.provision("a%2fb", Caller.body("a/b")).statusCode()).isEqualTo(503);
        assertThat(caller.provision("a%2Fb", Caller.body("a/b")).statusCode()).isEqualTo(201);
    }

    @Test
    void aFaultForOneKindOfRequestLeavesTheOtherAlone() throws Exception {
        server.faults().forStatus().once(E502);
        server.faults().forHub("h").forProvisioning().once(E503);

        assertThat(caller.provision("g").statusCode()).isEqualTo(201);
        assertThat(caller.provision("h").statusCode()).isEqualTo(503);
        assertThat(caller.provision("h").statusCode()).isEqualTo(201);
        assertThat(caller.status("h").statusCode()).isEqualTo(502);
        assertThat(caller.status("h").statusCode()).isEqualTo(200);
    }

    @Test
    void anUnknownRouteUsesNothingUp() throws Exception {
        server.faults().once(E503);

        assertThat(caller.send("POST", "/hubs/h/NoSuchCommand", "{}").statusCode())
                .isEqualTo(404);
        assertThat(server.faults().unused()).hasSize(1);
    }

    @Test
    void aFaultComesBeforeTheCredentials() throws Exception {
        server.faults().once(E503);

        assertThat(caller.sendWith("GET", "/hubs/h/status", null).statusCode()).isEqualTo(503);
        assertThat(caller.sendWith("GET", "/hubs/h/status", null).statusCode()).isEqualTo(401);
    }

    @Test
    void applyingMeansTheUsualChecksToo() throws Exception {
        server.faults().once(new Fault.CutMidAnswer()).once(((Fault.Replacement) E503).afterApplying());

        assertThatThrownBy(() -> caller.sendWith("POST", "/hubs/h/ProvisionHub", Caller.body("h")))
                .isInstanceOf(java.io.IOException.class);
        assertThat(caller.provision("h", "{}").statusCode()).isEqualTo(503);

        assertThat(server.hubs().count()).isZero();
    }

    @Test
    void aFaultWhoseRequestBrokeOffGoesBackToItsPlace() throws Exception {
        server.faults().forHub("other").once(E429);
        server.faults().once(E503).once(E502);
        try (RawConnection connection = new RawConnection(server)) {
            String noChunkLength = "zz\r\n";
            connection.send("POST /hubs/h/ProvisionHub HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + noChunkLength);
            assertThat(connection.readToEnd()).isEmpty();
        }

        assertThat(server.faults().unused())
                .extracting(UnusedFault::fault, UnusedFault::remaining)
                .containsExactly(tuple(E429, 1), tuple(E503, 1), tuple(E502, 1));
        assertThat(statuses(3)).containsExactly(503, 502, 201);
    }

    @Test
    void aFaultStrikesARequestThatIsTooLong() throws Exception {
        server.faults().once(E503).once(new Fault.NotJson());
        String body = " ".repeat(RequestHandler.LONGEST_BODY + 1);

        assertThat(caller.provision("h", body).statusCode()).isEqualTo(503);
        assertThat(caller.provision("h", body).statusCode()).isEqualTo(413);
        assertThat(server.faults().unused()).isEmpty();
    }

    @Test
    void theSameSeedGivesTheSameFaults() {
        HubRoute route = new HubRoute("h", "h", HubRoute.Action.PROVISION);
        List<List<Boolean>> runs = new ArrayList<>();
        for (long seed : new long[] {42, 42, 43}) {
            Faults faults = Faults.none();
            faults.withProbability(0.3, seed, E503);
            List<Boolean> run = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                run.add(faults.plan().next(route) != null);
            }
            runs.add(run);
        }

        assertThat(runs.get(1)).isEqualTo(runs.get(0));
        assertThat(runs.get(2)).isNotEqualTo(runs.get(0));
        assertThat(runs.get(0).stream().filter(struck -> struck).count()).isBetween(250L, 350L);
    }

    @Test
    void certaintyAndImpossibilityAreProbabilitiesToo() throws Exception {
        server.faults().withProbability(0, 1, E502).withProbability(1, 1, E503);

        assertThat(statuses(20)).containsOnly(503);
    }

    @Test
    void headerFieldsThatCannotBeSentAreRefusedWhereTheyAreMade() {
        for (String name : List.of("", " ", "X Y", "X:", "gr\u00fcn", "X\r\nY", "(x)")) {
            assertThatThrownBy(() -> new Fault.RawAnswer(200, Map.of(name, "1"), ""))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("can't be sent: a name is letters, digits and any of");
        }
        assertThatThrownBy(() -> new Fault.RawAnswer(200, Map.of("DATE", "today"), ""))
                .hasMessage("header DATE is the server's to set");
        assertThatThrownBy(() -> new Fault.RawAnswer(200, Map.of("X-Name", "x\u010ay"), ""))
                .hasMessage("header X-Name has a character above U+00FF in it, which no header field can carry");
        assertThatThrownBy(() -> new Fault.WrongMediaType("text/\u20ac"))
                .hasMessage("mediaType has a character above U+00FF in it, which no header field can carry");
        assertThatCode(() -> new Fault.RawAnswer(200, Map.of("x!#$%&'*+-.^_`|~9", "gr\u00fcn"), ""))
                .doesNotThrowAnyException();
    }

    @Test
    void faultsThatCannotBeSentAreRefusedWhereTheyAreMade() {
        assertThatThrownBy(() -> new Fault.ErrorAnswer(ErrorShape.E1, 199))
                .hasMessage("status must be 200 to 599, not 199");
        assertThatThrownBy(() -> new Fault.RawAnswer(600, Map.of(), "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Fault.EndlessBody(204)).hasMessage("status 204 has no body that could be spoilt");
        assertThatThrownBy(() -> new Fault.GzipBomb(200, 1))
                .hasMessage("bytes must be at least 2, the quotes of a JSON string, not 1");
        assertThatThrownBy(() -> new Fault.OversizedBody(200, -5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Fault.DelayedBody(Duration.ofSeconds(-1)))
                .hasMessage("delay must not be negative, but is PT-1S");
        assertThatThrownBy(() -> E503.delayedBy(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Fault.RawAnswer(200, Map.of("content-length", "1"), ""))
                .hasMessage("header content-length is the server's to set");
        assertThatThrownBy(() -> new Fault.ErrorAnswer(ErrorShape.E1, 429).withRetryAfter("1\r\nX: y"))
                .hasMessage("retryAfter has a control character in it, which no header field can carry");
        assertThatThrownBy(() -> server.faults().times(0, E503)).hasMessage("times must be at least 1, not 0");
        assertThatThrownBy(() -> server.faults().withProbability(1.1, 0, E503))
                .hasMessage("probability must be 0 to 1, not 1.1");
        assertThatThrownBy(() -> server.faults().withProbability(Double.NaN, 0, E503))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
