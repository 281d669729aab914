package co.spkey.sdk.hubs.testkit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.hubs.testkit.ReferenceServer;
import co.spkey.sdk.hubs.testkit.docs.Snippets.Snippet;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every Java snippet that a reader meets compiles as it stands and does what the text around it says. */
class SnippetsTest {

    private final Snippets snippets = new Snippets(Path.of(System.getProperty("project.root", "../..")));

    @TestFactory
    Stream<DynamicTest> aSnippetOfTheReadmeRuns(@TempDir Path folder) {
        return snippets.ofReadme().stream()
                .filter(snippet -> !snippets.isCutFromAnExample(snippet))
                .map(snippet -> DynamicTest.dynamicTest(snippet.place(), () -> runs(snippet, folder)));
    }

    @TestFactory
    Stream<DynamicTest> aSnippetOfTheJavadocRuns(@TempDir Path folder) {
        return snippets.ofJavadoc().stream()
                .map(snippet -> DynamicTest.dynamicTest(snippet.place(), () -> runs(snippet, folder)));
    }

    /** The frame that the others run in has no framework. */
    @Test
    void onlyTheOneForSpringIsCutFromAnExampleInstead() {
        assertThat(snippets.ofReadme())
                .filteredOn(snippets::isCutFromAnExample)
                .singleElement()
                .satisfies(snippet -> assertThat(snippet.code()).startsWith("@Bean"));
    }

    @Test
    void theyAreFound() {
        assertThat(snippets.ofReadme()).hasSizeGreaterThan(5);
        assertThat(snippets.ofJavadoc()).hasSizeGreaterThan(4);
    }

    @Test
    void theFirstOneHasTenLinesAndProvisionsAHub(@TempDir Path folder) throws Exception {
        List<Snippet> readme = snippets.ofReadme();
        Snippet first = readme.get(0);
        try (ReferenceServer server = ReferenceServer.start()) {
            assertThat(new SnippetRun(server.baseUrl()).run(first, folder)).isNull();
            assertThat(server.hubs().find("hub-0042")).isNotNull();
        }
        assertThat(first.code().lines().count()).isLessThanOrEqualTo(10);
    }

    private static void runs(Snippet snippet, Path folder) throws Exception {
        try (ReferenceServer server = ReferenceServer.start()) {
            Throwable thrown = new SnippetRun(server.baseUrl()).run(snippet, folder);
            if (snippet.code().strip().startsWith("throw new ")) {
                assertThat(thrown).isNotNull();
                assertThat(snippet.code()).contains(thrown.getClass().getSimpleName());
            } else {
                assertThat(thrown).isNull();
            }
            assertThat(server.violations()).isEmpty();
        }
    }
}
