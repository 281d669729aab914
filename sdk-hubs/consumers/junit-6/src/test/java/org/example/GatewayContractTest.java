package org.example;

import co.spkey.sdk.hubs.testkit.ContractTarget;
import co.spkey.sdk.hubs.testkit.HubsContract;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import org.junit.jupiter.api.AfterAll;

/** A partner's test of a gateway; the gateway is played by the reference server. */
class GatewayContractTest extends HubsContract {

    private static final ReferenceServer GATEWAY = ReferenceServer.start();

    @AfterAll
    static void closeGateway() {
        GATEWAY.close();
    }

    @Override
    protected ContractTarget target() {
        return ContractTarget.at(GATEWAY.baseUrl())
                .apiKey(ReferenceServer.DEFAULT_API_KEY)
                .allowWrites("line-7-0001", "line-7-0002", "line-7-0003", "line-7-0004", "line-7-0005")
                .build();
    }
}
