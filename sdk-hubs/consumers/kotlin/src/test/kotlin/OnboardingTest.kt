package org.example

import co.spkey.sdk.hubs.testkit.ReferenceServer
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class OnboardingTest {

    @Test
    fun `hubs are registered from Kotlin`() {
        ReferenceServer.start().use { server ->
            Onboarding(server.baseUrl(), ReferenceServer.DEFAULT_API_KEY).use { onboarding ->
                assertTrue(onboarding.register("hub-1", "SN-1", "M-1").startsWith("PROVISIONED "))
            }
            Onboarding(server.baseUrl(), "wrong").use { onboarding ->
                assertTrue(onboarding.register("hub-1", "SN-1", "M-1").startsWith("UnauthorizedException "))
            }
            assertEquals(1, server.hubs().count())
        }
    }
}
