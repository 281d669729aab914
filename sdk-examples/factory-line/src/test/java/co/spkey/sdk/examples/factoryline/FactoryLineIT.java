package co.spkey.sdk.examples.factoryline;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.hubs.testkit.ReferenceServer;
import co.spkey.sdk.hubs.testkit.StoredHub;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the jar as its users do: in a process of its own, with an environment of its own. */
@Timeout(120)
class FactoryLineIT extends FactoryLineProcess {

    private static final String VERSION = Objects.requireNonNull(System.getProperty("example.version"));

    private static void assertRefused(Ended ended, String... words) {
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).hasLineCount(2).contains(words).contains("See factory-line");
    }

    @Test
    void withNothingGivenItIsADemoAndSaysSoTwice() throws Exception {
        Ended demo = run(NOTHING_SET, "provision");

        assertThat(demo.exitCode()).isZero();
        assertThat(demo.out().lines().limit(2)).last().asString().contains("DEMO: nothing real is provisioned");
        assertThat(demo.out().lines()).last().asString().contains("DEMO: nothing real was provisioned");
        assertThat(demo.out())
                .contains("3 of them were provisioned there beforehand")
                .contains("28 of 28 hubs are provisioned (25 provisioned, 3 already provisioned)")
                .contains("line-3/hub-0046", "Schlüssel-Brücke-0054", "玄関の鍵-0056");
        assertThat(demo.err().lines()).allMatch(line -> line.startsWith("Progress: "));
    }

    @Test
    void aDemoIgnoresTheRealBackend() throws Exception {
        try (ReferenceServer server =
                ReferenceServer.builder().apiKey("sekret-key").start()) {
            Ended demo = run(realThing(server, "sekret-key"), "provision", "--demo", manifestOf(3));

            assertThat(demo.exitCode()).isZero();
            assertThat(demo.out())
                    .contains("DEMO: nothing real was provisioned", "3 of 3 hubs are provisioned (3 provisioned)")
                    .doesNotContain("beforehand");
            assertThat(server.requests().count()).isZero();
        }
    }

    @Test
    void badLinesOfOnesOwnManifestAreReportedAndTheOthersProvisioned() throws Exception {
        String manifest = manifest(String.join(
                "\r\n",
                "\uFEFFserial,hubId,model,box",
                "S-1,good-1,M,7",
                ",no-serial,M,7",
                "S-3,good-1,M,7",
                "S-4,\"good, 2\",M,7",
                "S-5,short"));

        Ended demo = run(NOTHING_SET, "provision", "--demo", manifest);

        assertThat(demo.exitCode()).isEqualTo(1);
        assertThat(demo.out())
                .containsPattern(" 2  good-1 .* provisioned")
                .containsPattern(" 3  no-serial +BAD LINE\\R +serial is empty")
                .containsPattern(" 4  good-1 .* FAILED\\R +not sent: line 2 has this hub with other data")
                .containsPattern(" 5  good, 2 .* provisioned")
                .containsPattern(" 6  short +BAD LINE\\R +the line has 2 cells, the header has 4")
                .contains("2 of 5 hubs are provisioned (2 provisioned); 1 failed, 2 bad lines")
                .contains("DEMO: nothing real was provisioned");
    }

    @Test
    void aManifestWithoutABaseUrlIsRefusedNamingTheBaseUrl() throws Exception {
        assertRefused(
                run(Map.of("SPKEY_API_KEY", "sekret-key"), "provision", manifestOf(1)), "SPKEY_BASE_URL", "--demo");
    }

    @Test
    void aBaseUrlWithoutAManifestIsRefusedNamingTheManifest() throws Exception {
        try (ReferenceServer server = ReferenceServer.start()) {
            assertRefused(run(realThing(server, "test-key"), "provision"), "manifest", "--demo");
            assertThat(server.requests().count()).isZero();
        }
    }

    @Test
    void missingCredentialsAreRefusedNamingTheVariables() throws Exception {
        try (ReferenceServer server = ReferenceServer.start()) {
            Map<String, String> variables =
                    Map.of("SPKEY_BASE_URL", server.baseUrl().toString());

            assertRefused(run(variables, "provision", manifestOf(1)), "SPKEY_API_KEY", "SPKEY_BEARER_TOKEN");
            assertThat(server.requests().count()).isZero();
        }
    }

    @Test
    void aKeyThatNoHeaderCanCarryIsRefusedUnshown() throws Exception {
        Map<String, String> variables = Map.of("SPKEY_BASE_URL", "http://127.0.0.1:9", "SPKEY_API_KEY", "sekret\nkey");

        assertRefused(run(variables, "provision", manifestOf(1)), "API key", "line break");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://spkey.example",
                "ftp://127.0.0.1",
                "not a url",
                "https://user:sekret-password@spkey.example",
                "https://spkey.example?token=sekret-token",
            })
    void anAddressThatCredentialsMustNotBeSentToIsRefused(String baseUrl) throws Exception {
        Map<String, String> variables = Map.of("SPKEY_BASE_URL", baseUrl, "SPKEY_API_KEY", "sekret-key");

        assertRefused(run(variables, "provision", manifestOf(1)), "SPKEY_BASE_URL");
    }

    @Test
    void aManifestThatIsNoneIsRefused() throws Exception {
        assertRefused(
                run(
                        NOTHING_SET,
                        "provision",
                        "--demo",
                        folder.resolve("none.csv").toString()),
                "there is no file");
        assertRefused(run(NOTHING_SET, "provision", "--demo", folder.toString()), "can't be read");
        assertRefused(run(NOTHING_SET, "provision", "--demo", manifest("")), "is empty");
        assertRefused(run(NOTHING_SET, "provision", "--demo", manifest("hubId,serial,model\n")), "no hubs");
        assertRefused(run(NOTHING_SET, "provision", "--demo", manifest("hubId,model\nh,M\n")), "no column serial");
    }

    @Test
    void aWrongCommandLineIsRefused() throws Exception {
        assertThat(run(NOTHING_SET, "provision", "--nonsense").exitCode()).isEqualTo(2);
        assertThat(run(NOTHING_SET, "provision", "a.csv", "b.csv").exitCode()).isEqualTo(2);
        assertThat(run(NOTHING_SET).exitCode()).isEqualTo(2);
    }

    @Test
    void helpAndVersionArePrinted() throws Exception {
        Ended help = run(NOTHING_SET, "provision", "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .contains(
                        "MANIFEST.csv",
                        "--demo",
                        "SPKEY_BASE_URL",
                        "SPKEY_API_KEY",
                        "SPKEY_BEARER_TOKEN",
                        "Exit codes:");

        Ended version = run(NOTHING_SET, "--version");
        assertThat(version.exitCode()).isZero();
        assertThat(version.out().strip()).isEqualTo("factory-line " + VERSION);
    }

    @Test
    void withBothGivenTheHubsAreProvisionedThere() throws Exception {
        try (ReferenceServer server =
                ReferenceServer.builder().apiKey("sekret-key").start()) {
            String manifest = manifest("hubId,serial,model,thingName,vendorName\na/1,S-1,M,t-1,ACME\nb,S-2,M,,\n");

            Ended first = run(realThing(server, "sekret-key"), "provision", manifest);
            Ended again = run(realThing(server, "sekret-key"), "provision", manifest);

            assertThat(first.exitCode()).isZero();
            assertThat(first.out())
                    .contains(manifest, server.baseUrl().toString())
                    .contains("2 of 2 hubs are provisioned (2 provisioned)")
                    .doesNotContain("DEMO");
            assertThat(again.exitCode()).isZero();
            assertThat(again.out()).contains("2 of 2 hubs are provisioned (2 already provisioned)");
            assertThat(server.hubs().find("a/1"))
                    .extracting(StoredHub::serial, StoredHub::thingName, StoredHub::vendorName, StoredHub::version)
                    .containsExactly("S-1", "t-1", "ACME", 1);
            assertThat(server.violations()).isEmpty();
        }
    }

    @Test
    void aBearerTokenAloneWillDo() throws Exception {
        try (ReferenceServer server =
                ReferenceServer.builder().bearerToken("sekret-jwt").start()) {
            Map<String, String> variables =
                    Map.of("SPKEY_BASE_URL", server.baseUrl().toString(), "SPKEY_BEARER_TOKEN", "sekret-jwt");

            assertThat(run(variables, "provision", manifestOf(1)).exitCode()).isZero();
            assertThat(server.hubs().ids()).containsExactly("hub-1");
            assertThat(server.violations()).isEmpty();
        }
    }

    @Test
    void aWrongKeyEndsTheRunWithTheReasonAndNotForEveryHub() throws Exception {
        try (ReferenceServer server = ReferenceServer.start()) {
            Ended ended = run(realThing(server, "sekret-wrong"), "provision", manifestOf(5_000));

            assertThat(ended.exitCode()).isEqualTo(3);
            assertThat(ended.out())
                    .contains("401", "Ended early: every further hub would fail alike", "To go on", "-jar");
            assertThat(ended.out().lines().count()).isLessThan(100);
            assertThat(server.hubs().count()).isZero();
            assertThat(server.violations()).isEmpty();
        }
    }

    @Test
    void aBackendThatStaysAwayEndsTheRunWithoutBlamingAHub() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Map<String, String> variables =
                Map.of("SPKEY_BASE_URL", "http://127.0.0.1:" + port, "SPKEY_API_KEY", "sekret-key");

        Ended ended = run(variables, "provision", manifestOf(500), "--give-up-after", "1");

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out())
                .contains("Ended early: the backend didn't come back", "no connection to http://127.0.0.1:" + port)
                .doesNotContain("FAILED");
        assertThat(ended.err()).contains("The backend seems to be away; the run waits for it");
    }
}
