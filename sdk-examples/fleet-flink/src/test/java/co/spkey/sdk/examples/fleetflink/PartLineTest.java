package co.spkey.sdk.examples.fleetflink;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.hubs.ProvisionHubRequest;
import org.junit.jupiter.api.Test;

class PartLineTest {

    private static final ProvisionHubRequest HUB = ProvisionHubRequest.of("h", "S", "M");

    private static long fingerprint(ProvisionHubRequest hub) {
        return PartLine.of("north/part.csv", 2, hub).fingerprint();
    }

    @Test
    void aThingThatIsNamedLikeTheHubIsTheSameAsNone() {
        assertThat(fingerprint(HUB.withThingName("h"))).isEqualTo(fingerprint(HUB));
    }

    @Test
    void dataThatDiffersInAnyFieldIsOtherData() {
        assertThat(fingerprint(HUB))
                .isNotEqualTo(fingerprint(ProvisionHubRequest.of("h", "T", "M")))
                .isNotEqualTo(fingerprint(ProvisionHubRequest.of("h", "S", "N")))
                .isNotEqualTo(fingerprint(HUB.withThingName("t")))
                .isNotEqualTo(fingerprint(HUB.withVendorName("h")));
    }
}
