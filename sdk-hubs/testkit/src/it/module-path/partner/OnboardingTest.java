package partner;

import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import co.spkey.sdk.hubs.testkit.WithReferenceServer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

@WithReferenceServer
class OnboardingTest {

    private static final ProvisionHubRequest REQUEST = ProvisionHubRequest.of("hub-1", "SN-1", "M-1");

    @Test
    void aHubIsRegistered(ReferenceServer server, HubsClient hubs) {
        hubs.provision(REQUEST);

        Assertions.assertNotNull(server.hubs().find("hub-1"));
    }
}
