package org.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import co.spkey.sdk.hubs.testkit.ErrorShape;
import co.spkey.sdk.hubs.testkit.Fault;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import com.fasterxml.jackson.core.json.PackageVersion;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LibrariesTest {

    @Test
    void theVersionsAreThoseThatWereAskedFor() {
        String jackson = System.getProperty("jackson.version");
        assertEquals(jackson, PackageVersion.VERSION.toString());
        assertEquals(jackson, com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION.toString());
        assertComesFrom("resilience4j-retry", "resilience4j.version", Retry.class);
        assertComesFrom("resilience4j-core", "resilience4j.version", IntervalFunction.class);
        assertComesFrom("slf4j-api", "slf4j.version", LoggerFactory.class);
    }

    private static void assertComesFrom(String artifact, String property, Class<?> type) {
        String jar = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        assertTrue(jar.endsWith("/" + artifact + "-" + System.getProperty(property) + ".jar"), jar);
    }

    @Test
    void answersAndErrorsOfEveryShapeAreRead() {
        try (ReferenceServer server = ReferenceServer.start();
                Onboarding onboarding = new Onboarding(server.baseUrl(), ReferenceServer.DEFAULT_API_KEY)) {
            assertEquals("PROVISIONED", onboarding.register("hub-1", "SN-1", "M-1"));
            assertEquals("ALREADY_PROVISIONED", onboarding.register("hub-1", "SN-1", "M-1"));
            for (ErrorShape shape : ErrorShape.values()) {
                server.faults().once(new Fault.ErrorAnswer(shape, 403));
                assertEquals("ForbiddenException", onboarding.register("hub-2", "SN-2", "M-1"), shape.name());
            }
        }
    }

    @Test
    void aFailedAttemptIsRepeated() {
        try (ReferenceServer server = ReferenceServer.start();
                Onboarding onboarding = new Onboarding(server.baseUrl(), ReferenceServer.DEFAULT_API_KEY)) {
            server.faults().once(new Fault.ErrorAnswer(ErrorShape.E4, 503).withRetryAfter("0"));

            assertEquals("PROVISIONED", onboarding.register("hub-1", "SN-1", "M-1"));
            assertEquals(2, server.requests().count());
        }
    }
}
