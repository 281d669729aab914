package co.spkey.sdk.published;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/**
 * The two runtime jars reach nothing by reflection, so that nothing has to be registered for a native image and no package
 * has to be opened: what they read and write goes through Jackson's streams, and its mapper is only used for trees.
 */
class ReflectionIT {

    /** Of the mapper, what makes one and what reads trees: neither needs a class of anybody's. */
    private static final Set<String> TREES = Set.of("builder", "readTree");

    private static final ArchRule NOTHING_IS_BOUND =
            noClasses().should().callMethodWhere(describe("Jackson binds a class", ReflectionIT::bindsAClass));

    private static final ArchRule NOTHING_IS_LOOKED_UP = noClasses()
            .should()
            .callMethodWhere(describe("a class or a member is looked up by name", ReflectionIT::looksUp))
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.lang.reflect")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ServiceLoader.class);

    private static boolean bindsAClass(JavaMethodCall call) {
        boolean mapper = call.getTarget().getOwner().isAssignableTo(ObjectMapper.class)
                || call.getTarget().getOwner().isAssignableTo(ObjectReader.class)
                || call.getTarget().getOwner().isAssignableTo(ObjectWriter.class);
        return mapper && !TREES.contains(call.getName());
    }

    private static boolean looksUp(JavaMethodCall call) {
        String owner = call.getTarget().getOwner().getName();
        String name = call.getName();
        if (owner.equals("java.lang.invoke.MethodHandles$Lookup")) {
            return name.startsWith("find");
        }
        return owner.equals("java.lang.Class")
                && name.matches("forName|newInstance|get(Declared|Method|Field|Constructor|RecordComponents).*");
    }

    private static JavaClasses runtimeClasses() throws IOException {
        List<Path> jars = PublishedJar.ALL.stream()
                .filter(jar -> !jar.artifact().endsWith("testkit"))
                .map(PublishedJar::file)
                .toList();
        ClassFileImporter importer = new ClassFileImporter();
        assertThat(jars).hasSize(2);
        try (JarFile core = new JarFile(jars.get(0).toFile());
                JarFile hubs = new JarFile(jars.get(1).toFile())) {
            return importer.importJars(core, hubs);
        }
    }

    @Test
    void theCodecReachesNothingByReflection() throws IOException {
        JavaClasses classes = runtimeClasses();

        assertThat(classes.contain("co.spkey.sdk.hubs.ProvisionHubReader")).isTrue();
        NOTHING_IS_BOUND.check(classes);
        NOTHING_IS_LOOKED_UP.check(classes);
    }

    /** Otherwise the rules above would hold whatever the code does. */
    @Test
    void theRulesFindReflectionWhereThereIsSome() {
        JavaClasses offenders = new ClassFileImporter().importClasses(Binding.class, LookingUp.class);

        assertThat(NOTHING_IS_BOUND.evaluate(offenders).getFailureReport().getDetails())
                .singleElement()
                .asString()
                .contains("readValue");
        assertThat(NOTHING_IS_LOOKED_UP.evaluate(offenders).getFailureReport().getDetails())
                .anyMatch(line -> line.contains("forName"))
                .anyMatch(line -> line.contains("java.lang.reflect.Method"));
    }

    @SuppressWarnings("UnusedMethod") // Only looked at.
    private static final class Binding {
        static String read(ObjectMapper mapper) throws IOException {
            return mapper.readValue("\"x\"", String.class);
        }
    }

    @SuppressWarnings("UnusedMethod") // Only looked at.
    private static final class LookingUp {
        static String find(String name) throws ReflectiveOperationException {
            return Class.forName(name).getMethod("toString").getName();
        }
    }
}
