package partner;

import co.spkey.sdk.core.error.BadRequestException;
import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import co.spkey.sdk.hubs.testkit.ReferenceServerExtension;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StrictThingsTest {

    @RegisterExtension
    static final ReferenceServerExtension BACKEND = ReferenceServerExtension.builder()
            .server(server -> server.strictThings("another-thing"))
            .oneServerPerClass()
            .build();

    @Test
    void aHubWithoutItsThingIsRefused(HubsClient hubs) {
        Assertions.assertThrows(
                BadRequestException.class, () -> hubs.provision(ProvisionHubRequest.of("hub-1", "SN-1", "M-1")));
    }
}
