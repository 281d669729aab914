package co.spkey.sdk.examples.partnercontracttests;

import co.spkey.sdk.hubs.testkit.ContractTarget;
import co.spkey.sdk.hubs.testkit.HubsContract;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterAll;

/** A test for each clause of the contract, against the gateway that is named, or else a reference server. */
class GatewayContractTest extends HubsContract {

    private static final String[] HUB_IDS = {"hub-1", "hub-2", "hub-3", "hub-4", "hub-5", "hub-6", "hub-7"};

    private static final ReferenceServer SERVER = ReferenceServer.builder()
            .strictThings(HUB_IDS)
            .strictThings("spare-thing")
            .start();

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Override
    protected ContractTarget target() {
        try {
            ContractTarget gateway = GatewayUnderTest.named(System.getenv());
            return gateway != null ? gateway : referenceServer();
        } catch (IOException e) {
            throw new UncheckedIOException("GATEWAY_HUB_IDS must name a file with one hub id a line", e);
        }
    }

    private static ContractTarget referenceServer() {
        return ContractTarget.at(SERVER.baseUrl())
                .apiKey(ReferenceServer.DEFAULT_API_KEY)
                .bearerToken(ReferenceServer.DEFAULT_BEARER_TOKEN)
                .allowWrites(HUB_IDS)
                .spareThing("spare-thing")
                .missingThing("missing-thing")
                .build();
    }
}
