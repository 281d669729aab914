package partner;

import co.spkey.sdk.hubs.testkit.ContractTarget;
import co.spkey.sdk.hubs.testkit.HubsContract;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import org.junit.jupiter.api.AfterAll;

class GatewayContractTest extends HubsContract {

    private static final ReferenceServer SERVER = ReferenceServer.start();

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Override
    protected ContractTarget target() {
        return ContractTarget.at(SERVER.baseUrl())
                .apiKey(ReferenceServer.DEFAULT_API_KEY)
                .bearerToken(ReferenceServer.DEFAULT_BEARER_TOKEN)
                .allowWrites("hub-1", "hub-2", "hub-3", "hub-4", "hub-5", "hub-6", "hub-7")
                .spareThing("spare-thing")
                .without("PH-THING-01", "no Thing registry")
                .without("PH-THING-02", "no Thing registry")
                .build();
    }
}
