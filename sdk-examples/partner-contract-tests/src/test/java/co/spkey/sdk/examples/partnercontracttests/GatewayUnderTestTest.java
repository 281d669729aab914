package co.spkey.sdk.examples.partnercontracttests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.spkey.sdk.hubs.testkit.Clause;
import co.spkey.sdk.hubs.testkit.ContractRun;
import co.spkey.sdk.hubs.testkit.ContractTarget;
import co.spkey.sdk.hubs.testkit.Finding;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway that the variables name is the one that is checked; a reference server stands for it. */
class GatewayUnderTestTest {

    private final ReferenceServer gateway =
            ReferenceServer.builder().apiKey("key-1").bearerToken("token-1").start();

    @AfterEach
    void close() {
        gateway.close();
    }

    private static List<Finding> check(@Nullable ContractTarget target) throws InterruptedException {
        return ContractRun.on(Objects.requireNonNull(target)).check(Clause.all());
    }

    @Test
    void withoutAUrlThereIsNone() throws Exception {
        assertThat(GatewayUnderTest.named(Map.of("SPKEY_API_KEY", "key-1"))).isNull();
    }

    @Test
    void withoutHubIdsNothingIsWritten() throws Exception {
        List<Finding> findings = check(
                GatewayUnderTest.named(Map.of("GATEWAY_URL", gateway.baseUrl().toString(), "SPKEY_API_KEY", "key-1")));

        assertThat(findings).noneMatch(finding -> finding.outcome() == Finding.Outcome.BROKEN);
        assertThat(gateway.requests().count()).isPositive();
        assertThat(gateway.hubs().count()).isZero();
    }

    @Test
    void withHubIdsAndBothCredentialsTheWholeContractIsCheckedButForTheThings(@TempDir Path folder) throws Exception {
        Path hubIds = Files.write(folder.resolve("ids.txt"), List.of("h-1", "h-2", "h-3", "", "h-4", "h-5"));

        List<Finding> findings = check(GatewayUnderTest.named(Map.of(
                "GATEWAY_URL",
                gateway.baseUrl().toString(),
                "SPKEY_API_KEY",
                "key-1",
                "SPKEY_BEARER_TOKEN",
                "token-1",
                "GATEWAY_HUB_IDS",
                hubIds.toString())));

        assertThat(findings)
                .filteredOn(finding -> finding.outcome() != Finding.Outcome.HOLDS)
                .isNotEmpty()
                .allMatch(finding -> String.valueOf(finding.reason()).contains("Thing"));
        assertThat(gateway.hubs().ids()).isNotEmpty().isSubsetOf("h-1", "h-2", "h-3", "h-4", "h-5");
    }

    @Test
    void whatIsNoHubIdInTheFileIsLeftOut(@TempDir Path folder) throws Exception {
        String text = "\uFEFF# fresh ones of line 7\r\n\r\n \t\r\n  h-1 \r\n";
        Path hubIds = Files.writeString(folder.resolve("ids.txt"), text);
        ContractTarget target = GatewayUnderTest.named(Map.of(
                "GATEWAY_URL",
                gateway.baseUrl().toString(),
                "SPKEY_API_KEY",
                "key-1",
                "GATEWAY_HUB_IDS",
                hubIds.toString()));
        List<Clause> provisioning = Clause.all().stream()
                .filter(clause -> clause.id().equals("PH-RES-08"))
                .toList();

        List<Finding> findings = ContractRun.on(Objects.requireNonNull(target)).check(provisioning);

        assertThat(findings).isNotEmpty().allMatch(finding -> finding.outcome() == Finding.Outcome.HOLDS);
        assertThat(gateway.hubs().ids()).containsExactly("h-1");
    }

    @Test
    void aGatewayWithoutCredentialsIsRefused() {
        assertThatThrownBy(() -> GatewayUnderTest.named(Map.of("GATEWAY_URL", "https://gateway.example.com")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("credentials");
    }
}
