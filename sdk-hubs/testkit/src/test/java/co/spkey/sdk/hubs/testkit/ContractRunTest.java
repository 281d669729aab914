package co.spkey.sdk.hubs.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import co.spkey.sdk.hubs.testkit.Finding.Outcome;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class ContractRunTest {

    private final ReferenceServer server = ContractTargets.server();

    /** What the small test classes opened. */
    private static final Deque<AutoCloseable> OPENED = new ArrayDeque<>();

    private static <T extends AutoCloseable> T opened(T closeable) {
        OPENED.push(closeable);
        return closeable;
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        for (AutoCloseable closeable : OPENED) {
            closeable.close();
        }
        OPENED.clear();
    }

    private static List<Finding> check(ContractTarget target) throws InterruptedException {
        return ContractRun.on(target).check(Clause.all());
    }

    @Test
    void everyClauseHoldsOnTheReferenceServer() throws Exception {
        assertThat(check(ContractTargets.of(server.baseUrl())))
                .hasSizeGreaterThan(50)
                .allSatisfy(finding ->
                        assertThat(finding.outcome()).as("%s", finding).isEqualTo(Outcome.HOLDS));
    }

    @Test
    void aGatewayThatDemandsBothCredentialsConforms() throws Exception {
        Front.Twist both = (request, behind) -> behind.ask(
                request.headers().keySet().containsAll(Set.of("X-API-Key", "Authorization"))
                        ? request
                        : request.without("X-API-Key").without("Authorization"));
        try (Front front = new Front(server, both)) {
            assertThat(check(ContractTargets.of(front.url()))).allMatch(finding -> finding.outcome() == Outcome.HOLDS);
        }
    }

    @Test
    void withoutWriteAccessNothingIsStoredAndTheReasonIsGiven() throws Exception {
        server.things().lenient();
        List<Finding> findings =
                check(ContractTarget.at(server.baseUrl()).apiKey("test-key").build());

        assertThat(server.hubs().count()).isZero();
        assertThat(findings).noneMatch(finding -> finding.outcome() == Outcome.BROKEN);
        assertThat(findings)
                .filteredOn(finding -> finding.clause().needs().contains(Clause.Need.WRITE_ACCESS))
                .isNotEmpty()
                .allMatch(finding -> "needs write access".equals(finding.reason()));
    }

    @Test
    void aRunTakesAsManyHubIdsAsItSays() throws Exception {
        assertThat(Clause.hubIdsNeeded(Clause.all())).isEqualTo(7);
        check(ContractTargets.of(server.baseUrl()));

        // the one without a Thing stays free
        assertThat(server.hubs().count()).isEqualTo(6);
    }

    @Test
    void tooFewHubIdsLeaveClausesUntried() throws Exception {
        List<Finding> findings = check(ContractTarget.at(server.baseUrl())
                .apiKey("test-key")
                .allowWrites("hub-1", "hub-2")
                .build());

        assertThat(findings).noneMatch(finding -> finding.outcome() == Outcome.BROKEN);
        assertThat(findings)
                .anyMatch(finding -> "needs a fresh hub id, and all 2 are used up".equals(finding.reason()));
    }

    @Test
    void whatATargetCannotDoIsLeftOut() throws Exception {
        ContractTarget target = ContractTarget.at(server.baseUrl())
                .apiKey("test-key")
                .without("PH-ERR-03", "no Cloudflare here")
                .build();

        assertThat(check(target))
                .filteredOn(finding -> finding.clause().id().equals("PH-ERR-03"))
                .singleElement()
                .asString()
                .endsWith("not tried: no Cloudflare here");
        assertThatThrownBy(() -> ContractTarget.at(server.baseUrl()).without("PH-NO-1", "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTargetThatIsNotThereBreaksWhatIsTried() throws Exception {
        server.close();

        assertThat(check(ContractTarget.at(server.baseUrl()).apiKey("test-key").build()))
                .filteredOn(finding -> finding.outcome() != Outcome.NOT_TRIED)
                .isNotEmpty()
                .allMatch(finding -> "an answer".equals(finding.expected()));
    }

    @Test
    void keysAreUnique() {
        assertThat(Clause.all()).extracting(Clause::key).doesNotHaveDuplicates();
    }

    @Test
    void aTargetRefusesWhatCannotWork() {
        assertThatThrownBy(() -> ContractTarget.at(URI.create("ftp://x"))).hasMessageContaining("ftp://x");
        assertThatThrownBy(() -> ContractTarget.at(URI.create("http://me:sekret@x/")))
                .message()
                .doesNotContain("sekret");
        assertThatThrownBy(() -> ContractTarget.at(server.baseUrl()).build()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ContractTarget.at(server.baseUrl()).apiKey("sekret\n"))
                .message()
                .doesNotContain("sekret");
    }

    @Test
    void whatCouldDriveATerminalIsNotRepeated() throws Exception {
        try (Front front = new Front(
                server, (request, behind) -> behind.ask(request).as(500).saying("\u009b31m red"))) {
            assertThat(check(ContractTargets.of(front.url())).toString())
                    .contains("500 ?31m red")
                    .doesNotContain("\u009b");
        }
    }

    static class WholeContract extends HubsContract {

        @Override
        protected ContractTarget target() {
            return ContractTargets.of(opened(ContractTargets.server()).baseUrl());
        }
    }

    static class WithoutCfRay extends HubsContract {

        @Override
        protected ContractTarget target() {
            try {
                Front front = opened(new Front(
                        opened(ContractTargets.server()),
                        (request, behind) -> behind.ask(request).without("cf-ray")));
                return ContractTargets.of(front.url());
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    static class WithoutCfRayDecided extends WithoutCfRay {

        @Override
        protected Set<Clause.Level> decidingLevels() {
            return EnumSet.allOf(Clause.Level.class);
        }
    }

    private static Events run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute()
                .testEvents();
    }

    @Test
    void aRunnerOfParallelTestsChecksOneClauseAfterTheOther() {
        EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
                .selectors(selectClass(WholeContract.class))
                .execute()
                .testEvents()
                .assertStatistics(counts -> counts.succeeded(Clause.all().size()));
    }

    @Test
    void aTestClassInheritsATestForEachClause() {
        run(WholeContract.class)
                .assertStatistics(counts -> counts.succeeded(Clause.all().size()));
    }

    @Test
    void aBrokenClauseOfLevelFIsReportedButDoesNotDecideUnlessAskedTo() {
        run(WithoutCfRay.class).assertStatistics(counts -> counts.failed(0).aborted(1));
        run(WithoutCfRayDecided.class)
                .assertStatistics(counts -> counts.failed(1).aborted(0));
    }
}
