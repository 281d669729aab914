package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.examples.factoryline.ManifestLine.HubLine;
import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A reference server inside this program: everything is as with the real API, but for the hubs. */
final class Demo implements Destination {

    private static final String RULE = "=".repeat(Table.COLUMNS);

    private final ReferenceServer server;
    private final HubsClient hubs;
    private int provisionedBefore;

    private Demo(ReferenceServer server) {
        this.server = server;
        hubs = HubsClient.builder()
                .baseUrl(server.baseUrl())
                .credentials(CredentialsProvider.of(Credentials.apiKey(ReferenceServer.DEFAULT_API_KEY)))
                .application("factory-line-demo")
                .build();
    }

    /** Starts a server without hubs. */
    static Demo start() {
        return new Demo(ReferenceServer.start());
    }

    /** Starts a server that has some of the sample's hubs already. */
    static Demo startForSample() {
        Demo demo = start();
        demo.provisionBefore(Manifest.sampleProvisionedBefore());
        return demo;
    }

    private void provisionBefore(Manifest manifest) {
        try (ManifestReader lines = manifest.open()) {
            for (ManifestLine line = lines.next(); line != null; line = lines.next()) {
                if (line instanceof HubLine hub) {
                    hubs.provision(hub.request());
                    provisionedBefore++;
                }
            }
        }
    }

    @Override
    public HubsClient hubs() {
        return hubs;
    }

    @Override
    public URI baseUrl() {
        return server.baseUrl();
    }

    @Override
    public boolean isDemo() {
        return true;
    }

    @Override
    public List<String> opening(Manifest manifest) {
        List<String> lines = new ArrayList<>();
        lines.add(RULE);
        lines.add("  DEMO: nothing real is provisioned.");
        lines.add(
                "  The hubs of " + Printable.line(manifest.name()) + " go to a reference server inside this program,");
        lines.add("  " + server.baseUrl() + ", which forgets them at the end.");
        if (provisionedBefore > 0) {
            lines.add(
                    "  " + provisionedBefore + " of them were provisioned there beforehand, to show what a repeat is.");
        }
        lines.add("");
        lines.add("  For real hubs, set SPKEY_BASE_URL, and SPKEY_API_KEY or SPKEY_BEARER_TOKEN or both, and run");
        lines.add("  factory-line provision MANIFEST.csv");
        lines.add(RULE);
        return lines;
    }

    @Override
    public List<String> closing() {
        return List.of("DEMO: nothing real was provisioned.");
    }

    @Override
    public void close() {
        hubs.close();
        server.close();
    }
}
