package co.spkey.sdk.examples.partnercontracttests;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import co.spkey.sdk.hubs.testkit.ErrorShape;
import co.spkey.sdk.hubs.testkit.Fault;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import co.spkey.sdk.hubs.testkit.WithReferenceServer;
import org.junit.jupiter.api.Test;

/** A client of your own against a reference server: a test fails if what it sent was against the contract. */
@WithReferenceServer
class OwnClientTest {

    @Test
    void aHubIsRegistered(ReferenceServer server) throws Exception {
        OwnClient client = new OwnClient(server.baseUrl(), ReferenceServer.DEFAULT_API_KEY);

        assertTrue(client.register("line 7/0001", "SN-1", "SPK-HUB-2"));

        assertNotNull(server.hubs().find("line 7/0001"));
    }

    @Test
    void aHubThatIsThereAlreadyIsNoError(ReferenceServer server) throws Exception {
        OwnClient client = new OwnClient(server.baseUrl(), ReferenceServer.DEFAULT_API_KEY);
        client.register("hub-1", "SN-1", "SPK-HUB-2");

        assertTrue(client.register("hub-1", "SN-1", "SPK-HUB-2"));
    }

    @Test
    void anOutageIsReported(ReferenceServer server) throws Exception {
        server.faults().once(new Fault.ErrorAnswer(ErrorShape.E7_HTML, 502));
        OwnClient client = new OwnClient(server.baseUrl(), ReferenceServer.DEFAULT_API_KEY);

        assertFalse(client.register("hub-1", "SN-1", "SPK-HUB-2"));
    }

    @Test
    void anAnswerThatSaysNoIsNoSuccessWhateverItsStatus(ReferenceServer server) throws Exception {
        server.faults().once(new Fault.ErrorAnswer(ErrorShape.E1, 200));
        OwnClient client = new OwnClient(server.baseUrl(), ReferenceServer.DEFAULT_API_KEY);

        assertFalse(client.register("hub-1", "SN-1", "SPK-HUB-2"));
    }
}
