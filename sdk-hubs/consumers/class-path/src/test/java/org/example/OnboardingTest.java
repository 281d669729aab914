package org.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import org.junit.jupiter.api.Test;

class OnboardingTest {

    @Test
    void hubsAreRegisteredFromTheClassPath() {
        try (ReferenceServer server = ReferenceServer.start();
                Onboarding onboarding = new Onboarding(server.baseUrl(), ReferenceServer.DEFAULT_API_KEY)) {
            assertEquals("PROVISIONED", onboarding.register("hub-1", "SN-1", "M-1"));
            assertEquals("ALREADY_PROVISIONED", onboarding.register("hub-1", "SN-1", "M-1"));
            assertNotNull(server.hubs().find("hub-1"));
        }
        assertFalse(HubsClient.class.getModule().isNamed());
    }

    @Test
    void aRefusedKeyIsAnUnauthorizedException() {
        try (ReferenceServer server = ReferenceServer.start();
                Onboarding onboarding = new Onboarding(server.baseUrl(), "wrong")) {
            assertEquals("UnauthorizedException", onboarding.register("hub-1", "SN-1", "M-1"));
        }
    }
}
