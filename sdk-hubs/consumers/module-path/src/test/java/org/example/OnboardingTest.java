package org.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import co.spkey.sdk.core.Environment;
import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import org.junit.jupiter.api.Test;

class OnboardingTest {

    @Test
    void hubsAreRegisteredFromTheModulePath() {
        try (ReferenceServer server = ReferenceServer.start();
                Onboarding onboarding = new Onboarding(server.baseUrl(), ReferenceServer.DEFAULT_API_KEY)) {
            assertEquals("PROVISIONED", onboarding.register("hub-1", "SN-1", "M-1"));
        }
    }

    @Test
    void theSdkIsMadeOfNamedModules() {
        assertEquals("org.example.onboarding", Onboarding.class.getModule().getName());
        assertEquals("co.spkey.sdk.hubs", HubsClient.class.getModule().getName());
        assertEquals("co.spkey.sdk.core", Environment.class.getModule().getName());
    }
}
