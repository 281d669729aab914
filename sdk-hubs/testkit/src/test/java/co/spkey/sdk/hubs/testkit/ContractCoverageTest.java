package co.spkey.sdk.hubs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No clause of CONTRACT.md is forgotten: a check, the judge, or a reason why there is neither. */
class ContractCoverageTest {

    /** A row of a table of clauses: id and level. */
    private static final Pattern CLAUSE =
            Pattern.compile("(?m)^\\| ((?:PH-[A-Z]+-\\d+)|(?:E\\d+b?)) \\| ([DSF?/]+) \\|");

    private static final Pattern UNCHECKED = Pattern.compile("(?m)^\\| ([A-Z0-9-]+b?) \\| [A-Z]");

    /** What {@link JudgeOfRequestsTest} and {@link JudgeOfRepeatsTest} see the judge complain of. */
    private static final Set<String> JUDGED = Set.of(
            "PH-REQ-01",
            "PH-REQ-02",
            "PH-REQ-03",
            "PH-REQ-04",
            "PH-REQ-05",
            "PH-REQ-06",
            "PH-REQ-07",
            "PH-REQ-09",
            "PH-REQ-10",
            "PH-REQ-11",
            "PH-AUTH-01",
            "PH-AUTH-02",
            "PH-AUTH-03",
            "PH-AUTH-05",
            "PH-AUTH-06",
            "PH-ERR-02",
            "PH-ERR-05",
            "PH-ERR-06");

    private static String contract() throws IOException {
        return Files.readString(Path.of(System.getProperty("project.root", "../.."), "sdk-hubs", "CONTRACT.md"));
    }

    private static Set<String> binding() throws IOException {
        Set<String> ids = new TreeSet<>();
        Matcher row = CLAUSE.matcher(contract());
        while (row.find()) {
            if (!row.group(2).equals("?")) {
                ids.add(row.group(1));
            }
        }
        return ids;
    }

    private static Set<String> checked() {
        Set<String> ids = new TreeSet<>(JUDGED);
        Clause.all().forEach(clause -> ids.add(clause.id()));
        return ids;
    }

    private static Set<String> uncheckedForAReason() throws IOException {
        String section = contract().split("### What isn't checked", -1)[1].split("\n## ", -1)[0];
        Set<String> ids = new TreeSet<>();
        Matcher row = UNCHECKED.matcher(section);
        while (row.find()) {
            ids.add(row.group(1));
        }
        return ids;
    }

    @Test
    void everyClauseIsCheckedOrSaysWhyNot() throws IOException {
        Set<String> covered = checked();
        covered.addAll(uncheckedForAReason());

        assertThat(binding()).hasSize(45);
        assertThat(covered).isEqualTo(binding());
    }

    @Test
    void nothingIsBothCheckedAndExcused() throws IOException {
        assertThat(uncheckedForAReason()).isNotEmpty().doesNotContainAnyElementsOf(checked());
    }

    @Test
    void aCheckHasALevelThatItsClauseHas() throws IOException {
        String contract = contract();
        for (Clause clause : Clause.all()) {
            Matcher row = Pattern.compile("(?m)^\\| " + clause.id() + " \\| ([DSF?/]+) \\| (.*)$")
                    .matcher(contract);
            assertThat(row.find()).as(clause.key()).isTrue();
            String letters = row.group(1) + row.group(2).replaceAll("[^(]*(?:\\(([DSF])[:)])?", "$1");
            assertThat(letters).as(clause.key()).contains(clause.level().name());
        }
    }
}
