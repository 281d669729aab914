package co.spkey.sdk.hubs.testkit;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The wire contract as tests: a class that extends this one and names a target inherits a test for each clause.
 *
 * <pre>{@code
 * class GatewayContractTest extends HubsContract {
 *
 *     @Override
 *     protected ContractTarget target() {
 *         return ContractTarget.at(URI.create("http://localhost:8787"))
 *                 .apiKey("test-key")
 *                 .allowWrites("line-7-0001", "line-7-0002", "line-7-0003", "line-7-0004", "line-7-0005")
 *                 .build();
 *     }
 * }
 * }</pre>
 *
 * <p>A clause that can't be tried on the target is reported as skipped, with the reason. So is a broken one of a level that
 * doesn't decide: by default D and S do, F is reported only, since no document promises it. Needs JUnit Jupiter 5 or 6.
 *
 * <p>The clauses share hubs, so they are checked one after the other, even where JUnit runs tests in parallel.
 *
 * @since 1.0
 */
@Execution(ExecutionMode.SAME_THREAD)
public abstract class HubsContract {

    /** For subclasses. */
    protected HubsContract() {}

    /**
     * Names the target. Asked once for all clauses.
     *
     * @return what is checked
     */
    protected abstract ContractTarget target();

    /**
     * Says of which levels a broken clause fails its test; by default D and S.
     *
     * @return the levels that decide
     */
    protected Set<Clause.Level> decidingLevels() {
        return EnumSet.of(Clause.Level.D, Clause.Level.S);
    }

    /**
     * Makes a test of each clause, in the order of {@link Clause#all()}.
     *
     * @return the tests; each checks its clause when it is run
     */
    @TestFactory
    @Execution(ExecutionMode.SAME_THREAD)
    public Stream<DynamicTest> clauses() {
        ContractRun run = ContractRun.on(target());
        Set<Clause.Level> deciding = decidingLevels();
        return Clause.all().stream()
                .map(clause -> DynamicTest.dynamicTest(clause.toString(), () -> judge(run.check(clause), deciding)));
    }

    private static void judge(Finding finding, Set<Clause.Level> deciding) {
        switch (finding.outcome()) {
            case HOLDS -> {}
            case NOT_TRIED -> Assumptions.abort(finding.reason());
            case BROKEN -> {
                if (deciding.contains(finding.clause().level())) {
                    Assertions.fail(finding.toString());
                }
                Assumptions.abort("Reported only, level " + finding.clause().level() + " doesn't decide: " + finding);
            }
        }
    }
}
