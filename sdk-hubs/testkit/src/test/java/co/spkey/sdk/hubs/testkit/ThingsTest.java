package co.spkey.sdk.hubs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** PH-THING-01, PH-THING-02: the Thing must exist, when the server is told to insist. */
class ThingsTest {

    private final ReferenceServer server =
            ReferenceServer.builder().strictThings("thing-1", "hub-1").start();
    private final Caller caller = new Caller(server);

    @AfterEach
    void close() {
        server.close();
    }

    private static String bodyWithThing(String hubId, String thing) {
        return Caller.body(hubId).replace("}", ",\"thingName\":\"" + thing + "\"}");
    }

    @Test
    void anUnregisteredThingBreaksTheRuleAndNothingIsStored() throws Exception {
        JsonNode recorded = Recording.errorAnswer("E3: a business rule broken in the aggregate");

        var answer = caller.provision("br1", bodyWithThing("br1", "missing-thing"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("X-Ceves-Error")).contains("1");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(withoutStack(answer.body()))
                .isEqualTo(withoutStack(recorded.path("body").asText()));
        assertThat(server.hubs().find("br1")).isNull();
        assertThat(server.hubs().count()).isZero();
        assertThat(caller.status("br1").statusCode()).isEqualTo(404);
    }

    /** The stack trace is the server's own. */
    private static String withoutStack(String body) {
        assertThat(body).containsPattern("\"stack\":\"IoT Thing not found: missing-thing\\\\n    at [^\"]+\"");
        return body.replaceAll("\"stack\":\"[^\"]+\"", "\"stack\":…");
    }

    @Test
    void aRegisteredThingPasses() throws Exception {
        assertThat(caller.provision("a", bodyWithThing("a", "thing-1")).statusCode())
                .isEqualTo(201);
    }

    @Test
    void withoutAThingNameTheHubIdMustBeRegistered() throws Exception {
        assertThat(caller.provision("hub-1").statusCode()).isEqualTo(201);
        assertThat(caller.provision("hub-2").statusCode()).isEqualTo(400);
    }

    @Test
    void theRegistryChangesWhileTheServerRuns() throws Exception {
        server.things().unregister("hub-1").register("hub-2");

        assertThat(server.things().names()).containsExactly("hub-2", "thing-1");
        assertThat(caller.provision("hub-1").statusCode()).isEqualTo(400);
        assertThat(caller.provision("hub-2").statusCode()).isEqualTo(201);

        server.things().lenient();

        assertThat(server.things().isStrict()).isFalse();
        assertThat(caller.provision("hub-1").statusCode()).isEqualTo(201);
    }

    @Test
    void aRepeatIsNotAskedForItsThingAgain() throws Exception {
        caller.provision("hub-1");
        server.things().unregister("hub-1");

        assertThat(caller.provision("hub-1").statusCode()).isEqualTo(200);
    }

    /** PH-AUTH-04: the aggregate comes last. */
    @Test
    void theBodysFormIsCheckedBeforeTheThing() throws Exception {
        var answer = caller.provision("hub-2", "{\"hubId\":\"hub-2\"}");

        assertThat(answer.headers().firstValue("X-Ceves-Error")).isEmpty();
        assertThat(answer.body()).contains("received undefined");
    }
}
