package org.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import co.spkey.sdk.hubs.ProvisionOutcome;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import co.spkey.sdk.hubs.testkit.WithReferenceServer;
import org.junit.jupiter.api.Test;

@WithReferenceServer
class OnboardingTest {

    @Test
    void theExtensionGivesServerAndClient(ReferenceServer server, HubsClient hubs) {
        assertEquals(
                ProvisionOutcome.PROVISIONED,
                hubs.provision(ProvisionHubRequest.of("hub-1", "SN-1", "M-1")).outcome());
        assertNotNull(server.hubs().find("hub-1"));
    }
}
