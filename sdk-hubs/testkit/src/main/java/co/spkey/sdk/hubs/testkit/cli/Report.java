package co.spkey.sdk.hubs.testkit.cli;

import co.spkey.sdk.hubs.testkit.Clause;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a run found, before it is put in a form. Holds no secret.
 *
 * @param target the base URL, or what stands for it
 * @param program name and version of what has checked it
 * @param counting the levels of which a broken clause makes the run fail
 * @param hubIdsUsed the hub ids that the run has used up
 */
record Report(
        String target,
        String program,
        Instant startedAt,
        Duration elapsed,
        Set<Clause.Level> counting,
        List<String> hubIdsUsed,
        List<Verified> clauses) {

    boolean passed() {
        return !hasFailure() && hasTriedWhatCounts();
    }

    boolean hasFailure() {
        return clauses.stream().anyMatch(each -> each.standing().isFailure());
    }

    /** Returns whether it says anything at all: a run that could try nothing has proved nothing. */
    boolean hasTriedWhatCounts() {
        return clauses.stream().anyMatch(each -> counts(each) && each.standing() != Standing.NOT_TRIED);
    }

    private boolean counts(Verified clause) {
        return counting.contains(clause.clause().level());
    }

    long count(Standing standing) {
        return clauses.stream().filter(each -> each.standing() == standing).count();
    }

    List<Verified> withStanding(Standing standing) {
        return clauses.stream().filter(each -> each.standing() == standing).toList();
    }

    /** Returns the clauses that weren't tried, grouped by the reason. */
    Map<String, Long> reasonsNotTried() {
        return withStanding(Standing.NOT_TRIED).stream()
                .collect(Collectors.groupingBy(
                        each -> String.valueOf(each.details()), java.util.TreeMap::new, Collectors.counting()));
    }

    /** Says in one sentence how it went. */
    String verdict() {
        if (!hasFailure()) {
            return hasTriedWhatCounts() ? holds() : "Nothing that counts could be tried";
        }
        Map<Standing, Long> failures = new EnumMap<>(Standing.class);
        clauses.stream()
                .map(Verified::standing)
                .filter(Standing::isFailure)
                .forEach(each -> failures.merge(each, 1L, Long::sum));
        return failures.entrySet().stream()
                .map(each -> each.getKey() == Standing.BROKEN
                        ? of(each.getValue(), "clause that counts is broken", "clauses that count are broken")
                        : of(each.getValue(), "known deviation holds by now", "known deviations hold by now"))
                .collect(Collectors.joining(", "));
    }

    private String holds() {
        long known = withStanding(Standing.KNOWN).stream().filter(this::counts).count();
        return "Everything that was tried and counts holds"
                + (known == 0 ? "" : ", but for " + of(known, "known deviation", "known deviations"));
    }

    /** Names the levels that count, for example {@code D, S}. */
    String countingLevels() {
        return new TreeSet<>(counting).stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    static String of(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
