package co.spkey.sdk.examples.factoryline;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.examples.factoryline.ManifestLine.HubLine;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleManifestTest {

    private static List<ProvisionHubRequest> hubs(Manifest manifest) {
        List<ProvisionHubRequest> hubs = new ArrayList<>();
        try (ManifestReader lines = manifest.open()) {
            for (ManifestLine line = lines.next(); line != null; line = lines.next()) {
                assertThat(line).isInstanceOfSatisfying(HubLine.class, hub -> hubs.add(hub.request()));
            }
        }
        return hubs;
    }

    @Test
    void itHasManyHubsOfManyKinds() {
        assertThat(hubs(Manifest.sample()))
                .hasSizeGreaterThanOrEqualTo(25)
                .anyMatch(hub -> hub.thingName() == null && hub.vendorName() == null)
                .anyMatch(hub -> hub.thingName() != null && hub.vendorName() != null)
                .extracting(ProvisionHubRequest::hubId)
                .anyMatch(id -> id.contains("/"))
                .anyMatch(id -> id.contains(" "))
                .anyMatch(id -> id.codePoints().anyMatch(character -> character > 127));
    }

    @Test
    void whatWasProvisionedBeforeIsWordForWordInIt() {
        assertThat(hubs(Manifest.sample())).containsAll(hubs(Manifest.sampleProvisionedBefore()));
        assertThat(hubs(Manifest.sampleProvisionedBefore())).hasSize(3);
    }
}
