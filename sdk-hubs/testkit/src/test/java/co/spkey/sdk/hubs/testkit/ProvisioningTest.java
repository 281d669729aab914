package co.spkey.sdk.hubs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProvisioningTest {

    private static final Instant NOW = Instant.parse("2026-11-24T22:00:00.123456789Z");

    private final ReferenceServer server =
            ReferenceServer.builder().clock(Clock.fixed(NOW, ZoneOffset.UTC)).start();
    private final Caller caller = new Caller(server);

    @AfterEach
    void close() {
        server.close();
    }

    /** PH-RES-02, PH-RES-04. */
    @Test
    void firstProvisioningAnswers201WithTheEvent() throws Exception {
        var answer = caller.provision(
                "h", "{\"vendorName\":\"V\",\"thingName\":\"T\",\"model\":\"M\",\"serial\":\"S\",\"hubId\":\"h\"}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(server.hubs().find("h"))
                .extracting(StoredHub::provisionedAt)
                .isEqualTo(Instant.ofEpochMilli(NOW.toEpochMilli()));
        assertThat(answer.body())
                .isEqualTo(
                        "{\"success\":true,\"aggregateId\":\"h\",\"version\":1,\"event\":{\"type\":\"HubProvisioned\","
                                + "\"data\":{\"hubId\":\"h\",\"serial\":\"S\",\"model\":\"M\",\"thingName\":\"T\","
                                + "\"vendorName\":\"V\",\"provisionedAt\":" + NOW.toEpochMilli() + "}}}");
    }

    /** PH-RES-03. */
    @Test
    void aRepeatKeepsTheFirstData() throws Exception {
        caller.provision("h");
        StoredHub before = server.hubs().find("h");

        var answer = caller.provision(
                "h", "{\"hubId\":\"h\",\"serial\":\"OTHER\",\"model\":\"OTHER\",\"thingName\":\"OTHER\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"version\":1,\"event\":null");
        assertThat(server.hubs().find("h")).isEqualTo(before);
    }

    /** PH-RES-05. */
    @Test
    void aRepeatAnswersWithTheVersionOfNow() throws Exception {
        caller.provision("h");
        server.hubs().claim("h");
        server.hubs().suspend("h");

        assertThat(caller.provision("h").body()).contains("\"version\":3,\"event\":null");
    }

    /** PH-ERR-05. */
    @Test
    void ofManySimultaneousFirstProvisioningsExactlyOneIs201() throws Exception {
        int callers = 32;
        ExecutorService pool = Executors.newFixedThreadPool(callers);
        try {
            for (int round = 0; round < 10; round++) {
                String hubId = "race-" + round;
                Callable<Integer> call = () -> caller.provision(hubId).statusCode();
                List<Integer> statuses = new ArrayList<>();
                for (Future<Integer> done : pool.invokeAll(Collections.nCopies(callers, call))) {
                    statuses.add(done.get());
                }
                assertThat(statuses)
                        .containsOnlyOnce(201)
                        .containsOnly(200, 201)
                        .hasSize(callers);
                assertThat(server.hubs().find(hubId))
                        .extracting(StoredHub::version)
                        .isEqualTo(1);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** PH-REQ-10, PH-RES-09. */
    @Test
    void theDecodedSegmentIsTheHubAndTheSentOneIsEchoed() throws Exception {
        assertThat(caller.provision("%41BC", Caller.body("ABC")).body()).contains("\"aggregateId\":\"%41BC\"");

        var repeat = caller.provision("ABC");

        assertThat(repeat.statusCode()).isEqualTo(200);
        assertThat(repeat.body()).contains("\"aggregateId\":\"ABC\"");
        assertThat(caller.status("A%42C").body()).startsWith("{\"hubId\":\"A%42C\",");
        assertThat(server.hubs().ids()).containsExactly("ABC");
    }

    /** PH-REQ-10. */
    @Test
    void hubIdsAreCaseSensitive() throws Exception {
        caller.provision("hub");

        assertThat(caller.provision("HUB").statusCode()).isEqualTo(201);
        assertThat(server.hubs().ids()).containsExactly("HUB", "hub");
    }

    /** PH-REQ-07. */
    @Test
    void aBodyForAnotherHubNamesTheThingButNotTheAggregate() throws Exception {
        caller.provision("path", Caller.body("body"));

        assertThat(server.hubs().ids()).containsExactly("path");
        assertThat(server.hubs().find("path")).extracting(StoredHub::thingName).isEqualTo("body");
    }

    /** PH-REQ-05. */
    @Test
    void anEmptyThingNameIsStoredAsItIs() throws Exception {
        caller.provision("h", "{\"hubId\":\"h\",\"serial\":\"S\",\"model\":\"M\",\"thingName\":\"\"}");

        assertThat(server.hubs().find("h")).extracting(StoredHub::thingName).isEqualTo("");
    }

    /** PH-RES-07. */
    @Test
    void loneSurrogatesAndOtherCharactersSurvive() throws Exception {
        String odd = "\\ud800 \\udc00\\ud83d \\ud83d\\ude00 \\u0000 \u00fc \\\\ud800";

        var answer = caller.provision("h", "{\"hubId\":\"h\",\"serial\":\"" + odd + "\",\"model\":\"M\"}");

        String stored = "\ud800 \udc00\ud83d \ud83d\ude00 \0 \u00fc \\ud800";
        assertThat(server.hubs().find("h")).extracting(StoredHub::serial).isEqualTo(stored);
        assertThat(answer.body())
                .contains("\"serial\":\"\\ud800 \\udc00\\ud83d \ud83d\ude00 \\u0000 \u00fc \\\\ud800\"");
    }

    @Test
    void theStatusOfAClaimedHubCarriesSiteAndTime() throws Exception {
        caller.provision("h");
        server.hubs().claim("h");

        assertThat(caller.status("h").body())
                .contains("\"status\":\"Claimed\",\"orgId\":\"org-1\",\"siteId\":\"site-1\",\"isPrimary\":true")
                .contains("\"claimedAt\":" + NOW.toEpochMilli());
    }
}
