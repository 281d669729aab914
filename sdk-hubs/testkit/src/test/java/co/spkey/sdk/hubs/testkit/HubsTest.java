package co.spkey.sdk.hubs.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HubsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T22:00:00.123Z");

    private final ReferenceServer server =
            ReferenceServer.builder().clock(Clock.fixed(NOW, ZoneOffset.UTC)).start();

    @BeforeEach
    void provision() throws Exception {
        new Caller(server).provision("hub");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aProvisionedHubHasOneEvent() {
        StoredHub hub = Objects.requireNonNull(server.hubs().find("hub"));

        assertThat(hub)
                .isEqualTo(new StoredHub(
                        "hub",
                        "SN-1",
                        "M-1",
                        "hub",
                        null,
                        "Provisioned",
                        "org-1",
                        null,
                        false,
                        NOW,
                        null,
                        hub.events()));
        assertThat(hub.version()).isEqualTo(1);
        assertThat(hub.events())
                .containsExactly(new StoredEvent(
                        "HubProvisioned",
                        "{\"hubId\":\"hub\",\"serial\":\"SN-1\",\"model\":\"M-1\",\"thingName\":\"hub\",\"provisionedAt\":"
                                + NOW.toEpochMilli() + "}"));
    }

    @Test
    void aHubMovesThroughItsLife() {
        StoredHub claimed = server.hubs().claim("hub");
        assertThat(claimed.status()).isEqualTo("Claimed");
        assertThat(claimed.siteId()).isEqualTo("site-1");
        assertThat(claimed.isPrimary()).isTrue();
        assertThat(claimed.claimedAt()).isEqualTo(NOW);

        StoredHub suspended = server.hubs().suspend("hub");
        assertThat(suspended.status()).isEqualTo("Suspended");
        assertThat(suspended.siteId()).isEqualTo("site-1");

        StoredHub decommissioned = server.hubs().decommission("hub");
        assertThat(decommissioned.status()).isEqualTo("Decommissioned");
        assertThat(decommissioned.version()).isEqualTo(4);
        assertThat(decommissioned.events())
                .extracting(StoredEvent::type)
                .containsExactly("HubProvisioned", "HubClaimed", "HubSuspended", "HubDecommissioned");
        assertThat(server.hubs().find("hub")).isEqualTo(decommissioned);
    }

    @Test
    void aHubThatIsNotThereIsNamed() {
        assertThat(server.hubs().find("other")).isNull();
        assertThatThrownBy(() -> server.hubs().claim("other"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No hub other on this server; provision it first");
    }

    @Test
    void idsAreSortedAndCounted() throws Exception {
        Caller caller = new Caller(server);
        caller.provision("b");
        caller.provision("a");

        assertThat(server.hubs().ids()).containsExactly("a", "b", "hub");
        assertThat(server.hubs().count()).isEqualTo(3);
    }
}
