package co.spkey.sdk.hubs.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Checks clauses against one target, in raw HTTP.
 *
 * <pre>{@code
 * ContractRun run = ContractRun.on(ContractTarget.at(server.baseUrl())
 *         .apiKey(ReferenceServer.DEFAULT_API_KEY)
 *         .build());
 * for (Finding finding : run.check(Clause.all())) {
 *     System.out.println(finding);
 * }
 * }</pre>
 *
 * <p>Clauses share hubs, so all of a target are best checked by one run. Not thread-safe.
 *
 * @since 1.0
 */
public final class ContractRun {

    private final ContractTarget target;
    private final Provider provider;
    private final TargetSecrets secrets;

    private ContractRun(ContractTarget target) {
        this.target = target;
        this.provider = new Provider(target);
        this.secrets = TargetSecrets.of(target);
    }

    /**
     * Begins a run; sends nothing yet.
     *
     * @param target what is checked
     * @return a new run
     */
    public static ContractRun on(ContractTarget target) {
        return new ContractRun(target);
    }

    /**
     * Checks clauses, one after the other.
     *
     * @param clauses which, for example {@link Clause#all()}
     * @return one finding for each, in the same order; unmodifiable
     * @throws InterruptedException if the thread was interrupted
     */
    public List<Finding> check(Collection<Clause> clauses) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        for (Clause clause : clauses) {
            findings.add(check(clause));
        }
        return List.copyOf(findings);
    }

    /**
     * Checks one clause.
     *
     * @param clause which
     * @return what was found; secrets of the target are masked in it
     * @throws InterruptedException if the thread was interrupted
     */
    public Finding check(Clause clause) throws InterruptedException {
        String obstacle = target.obstacleTo(clause);
        if (obstacle != null) {
            return Finding.notTried(clause, obstacle);
        }
        try {
            clause.check().check(provider);
            return Finding.holds(clause);
        } catch (ClauseBroken broken) {
            return Finding.broken(clause, secrets.mask(broken.expected()), secrets.mask(broken.got()));
        } catch (ClauseNotTried notTried) {
            return Finding.notTried(clause, secrets.mask(String.valueOf(notTried.getMessage())));
        } catch (IOException noAnswer) {
            return Finding.unanswered(clause, secrets.mask(Shown.line(String.valueOf(noAnswer), 300)));
        } catch (RuntimeException unforeseen) {
            // an answer that no check has thought of must not cost the report of all others
            return Finding.broken(
                    clause,
                    "an answer that can be checked",
                    secrets.mask(Shown.line("one that makes the check fail: " + unforeseen, 300)));
        }
    }

    /**
     * Tells which of the target's hub ids have been used up to now, whether anything was stored of them or not.
     *
     * @return the ids in the order of their use; unmodifiable, a copy
     */
    public List<String> hubIdsUsed() {
        return provider.hubIdsUsed();
    }
}
