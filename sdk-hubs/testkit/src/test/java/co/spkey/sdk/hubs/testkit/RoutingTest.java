package co.spkey.sdk.hubs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PH-REQ-10, PH-REQ-11: which requests reach a hub. */
class RoutingTest {

    private static final ReferenceServer SERVER = ReferenceServer.start();
    private static final Caller CALLER = new Caller(SERVER);

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "POST,    /hubs/h/provisionhub",
        "POST,    /Hubs/h/ProvisionHub",
        "POST,    /hubs/h/ProvisionHub/",
        "POST,    /hubs/h/ProvisionHub/x",
        "POST,    /v1/hubs/h/ProvisionHub",
        "POST,    //hubs/h/ProvisionHub",
        "POST,    //v1/hubs/h/ProvisionHub",
        "POST,    ///hubs/h/ProvisionHub?x",
        "POST,    /hubs/h",
        "POST,    /",
        "POST,    /hubs//ProvisionHub",
        "POST,    /hubs/./ProvisionHub",
        "POST,    /hubs/../ProvisionHub",
        "POST,    /hubs/%2E/ProvisionHub",
        "POST,    /hubs/%2e./ProvisionHub",
        "POST,    /hubs/h/status",
        "GET,     /hubs/h/ProvisionHub",
        "PUT,     /hubs/h/ProvisionHub",
        "DELETE,  /hubs/h/ProvisionHub",
        "OPTIONS, /hubs/h/ProvisionHub",
        "PATCH,   /hubs/h/ProvisionHub",
        "GET,     /hubs/h/Status",
    })
    void anythingButTheExactRouteIs404(String method, String path) throws Exception {
        var answer = CALLER.send(method, path, Caller.body("h"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=UTF-8");
        assertThat(answer.headers().firstValue("Allow")).isEmpty();
        assertThat(answer.body()).isEqualTo("404 Not Found");
        assertThat(SERVER.hubs().find("h")).isNull();
    }

    @Test
    void headIs404WithoutABody() throws Exception {
        var answer = CALLER.send("HEAD", "/hubs/h/status", null);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void headLeavesTheConnectionUsable() throws Exception {
        try (RawConnection connection = new RawConnection(SERVER)) {
            String head = connection
                    .send("HEAD /hubs/h/status HTTP/1.1\r\nHost: x\r\n\r\n")
                    .readHead();
            assertThat(head).startsWith("HTTP/1.1 404 ");

            assertThat(connection.provision("after-head").readHead()).startsWith("HTTP/1.1 201 ");
        }
    }

    @Test
    void anUnknownRouteIs404WithoutCredentialsToo() throws Exception {
        assertThat(CALLER.sendWith("POST", "/nowhere", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void aQueryIsIgnored() throws Exception {
        assertThat(CALLER.send("POST", "/hubs/q/ProvisionHub?a=1&b=/x?y", Caller.body("q"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(CALLER.send("GET", "/hubs/q/status?", null).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0} is the hub {1}")
    @CsvSource({
        "a%2Fb,        a/b",
        "a%20b,        a b",
        "a+b,          a+b",
        "a%3Fb%23c,    a?b#c",
        "100%25,       100%",
        "%2541,        %41",
        "gr%C3%BCn,    grün",
        "%F0%9F%98%80, 😀",
        "%C3%A9%ff,    %C3%A9%ff",
        "...,          ...",
        "~._-,         ~._-",
        "a;v=1,        a;v=1",
    })
    void anEncodedSegmentIsDecoded(String sent, String hubId) throws Exception {
        var answer = CALLER.provision(sent, Caller.body("x"));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).contains("\"aggregateId\":\"" + sent + "\"");
        assertThat(SERVER.hubs().find(hubId)).isNotNull();
    }

    @Test
    void aLongIdIsAnIdLikeAnyOther() throws Exception {
        String hubId = "L".repeat(2000);

        assertThat(CALLER.provision(hubId).statusCode()).isEqualTo(201);
        assertThat(SERVER.hubs().find(hubId)).isNotNull();
    }
}
