package co.spkey.sdk.hubs.testkit.cli;

import co.spkey.sdk.hubs.testkit.Clause;
import co.spkey.sdk.hubs.testkit.Finding;
import java.util.Set;

/** What a finding means for the run. */
enum Standing {
    /** The target keeps the clause. */
    HOLDS("holds", "holds", false),
    /** It doesn't, and the clause counts. */
    BROKEN("BROKEN", "broken", true),
    /** It does by now, though the baseline says it doesn't. */
    OVERCOME("FIXED", "holds now, though the baseline says that it is broken: take it out there", true),
    /** It doesn't, as the baseline says. */
    KNOWN("known", "broken, as the baseline says", false),
    /** It doesn't, but the clause has a level that doesn't count. */
    REPORTED("reported", "broken, but its level doesn't count", false),
    /** It couldn't be checked. */
    NOT_TRIED("not tried", "not tried", false);

    private final String word;
    private final String meaning;
    private final boolean failure;

    Standing(String word, String meaning, boolean failure) {
        this.word = word;
        this.meaning = meaning;
        this.failure = failure;
    }

    static Standing of(Finding finding, Set<Clause.Level> counting, Baseline baseline) {
        boolean known = baseline.contains(finding.clause());
        return switch (finding.outcome()) {
            case HOLDS -> known ? OVERCOME : HOLDS;
            case NOT_TRIED -> NOT_TRIED;
            case BROKEN -> {
                if (known) {
                    yield KNOWN;
                }
                yield counting.contains(finding.clause().level()) ? BROKEN : REPORTED;
            }
        };
    }

    /** One or two words, for a column. */
    String word() {
        return word;
    }

    /** The end of "the clause …" or "… is". */
    String meaning() {
        return meaning;
    }

    /** Whether it makes the run fail. */
    boolean isFailure() {
        return failure;
    }
}
