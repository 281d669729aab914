package co.spkey.sdk.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StagedReleaseTest {

    private static final String CORE_POM = StagedTree.path("sdk-core", ".pom");

    private static final String CORE_JAR = StagedTree.path("sdk-core", ".jar");

    private static final String CORE_SBOM = StagedTree.path("sdk-core", "-cyclonedx.json");

    @TempDir
    private static Path keys;

    @TempDir
    private static Path pristine;

    private static SigningKey key;

    @TempDir
    private Path folder;

    private StagedTree tree;

    @BeforeAll
    static void stage() throws IOException {
        key = SigningKey.generate();
        key.writeTo(keys);
        StagedTree.make(pristine, key);
    }

    @BeforeEach
    void copy() throws IOException {
        tree = StagedTree.copy(pristine, folder, key);
    }

    private List<String> problems() throws IOException {
        return StagedRelease.in(folder, StagedTree.VERSION, keys.resolve("public.asc"))
                .problems();
    }

    @Test
    void aCompleteReleaseHasNoProblems() throws IOException {
        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "sdk-core, -sources.jar",
        "sdk-hubs, -javadoc.jar",
        "sdk-hubs-testkit, .jar",
        "sdk-hubs-testkit, -standalone.jar",
        "sdk-bom, .pom",
        "sdk-hubs, -cyclonedx.json"
    })
    void aMissingFileIsNamed(String artifact, String kind) throws IOException {
        Files.delete(tree.file(StagedTree.path(artifact, kind)));

        assertThat(problems()).containsExactly(StagedTree.path(artifact, kind) + " is missing");
    }

    @Test
    void aFileWithoutSignatureIsNamed() throws IOException {
        Files.delete(tree.file(CORE_JAR + ".asc"));

        assertThat(problems()).containsExactly(CORE_JAR + " has no .asc");
    }

    @Test
    void aSignatureOfOtherContentIsFound() throws IOException {
        Files.write(tree.file(CORE_JAR + ".asc"), StagedTree.signature(key, new byte[] {1}));

        assertThat(problems()).containsExactly(CORE_JAR + " has a signature that doesn't fit the file");
    }

    @Test
    void aSignatureByAnotherKeyIsFound() throws IOException {
        byte[] jar = Files.readAllBytes(tree.file(CORE_JAR));
        Files.write(tree.file(CORE_JAR + ".asc"), StagedTree.signature(SigningKey.generate(), jar));

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith(CORE_JAR + " has a signature that was made by another key");
    }

    @Test
    void aFileThatHoldsNoSignatureIsFound() throws IOException {
        Files.writeString(tree.file(CORE_JAR + ".asc"), key.armoredPublicKey());

        assertThat(problems()).containsExactly(CORE_JAR + " has a signature that holds no signature");
    }

    @Test
    void checksumsMustBeThereAndFit() throws IOException {
        Files.delete(tree.file(CORE_JAR + ".md5"));
        Files.writeString(tree.file(CORE_JAR + ".sha1"), "0".repeat(40));

        assertThat(problems())
                .containsExactlyInAnyOrder(CORE_JAR + " has no .md5", CORE_JAR + " doesn't fit its .sha1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<name>A name</name> | '' | has no name",
                "<scm> | <x> | has no scm/connection",
                "<artifactId>a</artifactId><version>1.2</version> | <artifactId>a</artifactId> | names no version for a",
                "<version>1.2</version> | <version>1.2-SNAPSHOT</version> | names a SNAPSHOT",
                "<version>1.2</version> | <version>${a.version}</version> | has a property left in it",
                "<version>1.2</version> | <version>1.2</version><scope>test</scope> | lists a, which only tests need",
                "<groupId>co.spkey | <parent/><groupId>co.spkey | has a parent, which isn't published"
            })
    void aPomMustBeCompleteInItself(String what, String by, String problem) throws IOException {
        String pom = tree.text(CORE_POM).replace(what, by);
        tree.write(CORE_POM, by.equals("<x>") ? pom.replace("</scm>", "</x>") : pom);

        assertThat(problems()).contains(CORE_POM + " " + problem);
    }

    @Test
    void aPomMustBeThatOfItsArtifact() throws IOException {
        tree.write(CORE_POM, tree.text(CORE_POM).replace("<version>1.0.0</version>", "<version>1.0.1</version>"));

        assertThat(problems()).containsExactly(CORE_POM + " is that of sdk-core 1.0.1");
    }

    @Test
    void theBomMustManageOurOwnArtifactsAndNothingElse() throws IOException {
        String path = StagedTree.path("sdk-bom", ".pom");
        tree.write(path, tree.text(path).replace("<artifactId>sdk-hubs-testkit<", "<artifactId>jackson-core<"));

        assertThat(problems())
                .containsExactly(path + " manages [co.spkey:jackson-core:1.0.0, co.spkey:sdk-core:1.0.0,"
                        + " co.spkey:sdk-hubs:1.0.0] instead of [co.spkey:sdk-core:1.0.0,"
                        + " co.spkey:sdk-hubs-testkit:1.0.0, co.spkey:sdk-hubs:1.0.0]");
    }

    @Test
    void theBillOfMaterialsMustListWhatThePomBrings() throws IOException {
        tree.write(CORE_SBOM, tree.text(CORE_SBOM).replace("org.a", "org.b"));

        assertThat(problems()).containsExactly(CORE_SBOM + " leaves out org.a:a:1.2");
    }

    @Test
    void theBillOfMaterialsMustBeThatOfItsArtifact() throws IOException {
        tree.write(CORE_SBOM, tree.text(CORE_SBOM).replace("sdk-core", "sdk-hubs"));

        assertThat(problems()).containsExactly(CORE_SBOM + " is about co.spkey:sdk-hubs:1.0.0");
    }

    @ParameterizedTest
    @CsvSource({".jar, module-info.class", "-sources.jar, module-info.java", "-javadoc.jar, index.html"})
    void aJarMustHoldWhatItIsFor(String kind, String needed) throws IOException {
        String path = StagedTree.path("sdk-core", kind);
        tree.write(path, StagedTree.jar("something-else"));

        assertThat(problems()).containsExactly(path + " has no " + needed);
    }

    @Test
    void whatIsNotToBePublishedIsFound() throws IOException {
        Files.createDirectories(folder.resolve("co/spkey/sdk-parent/1.0.0"));
        Files.writeString(folder.resolve("co/spkey/sdk-parent/1.0.0/sdk-parent-1.0.0.pom"), "");

        assertThat(problems())
                .containsExactly("co/spkey/sdk-parent/1.0.0/sdk-parent-1.0.0.pom doesn't belong to the release");
    }

    @Test
    void aReleaseIsNoSnapshot() throws IOException {
        List<String> problems = StagedRelease.in(folder, "1.0.0-SNAPSHOT", keys.resolve("public.asc"))
                .problems();

        assertThat(problems).contains("1.0.0-SNAPSHOT is no version of a release");
    }

    @Test
    void theCommandFailsWithTheProblemsAndSucceedsWithoutAny() throws IOException {
        List<String> arguments = List.of(
                "check",
                folder.toString(),
                StagedTree.VERSION,
                keys.resolve("public.asc").toString());
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            assertThat(Main.run(arguments, out)).isZero();
            Files.delete(tree.file(CORE_JAR));
            assertThat(Main.run(arguments, out)).isOne();
        }

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "Release 1.0.0 is complete: 18 files, each with checksums and a signature that fits.",
                        CORE_JAR + " is missing",
                        "Release 1.0.0 isn't ready: 1 problems.");
    }
}
