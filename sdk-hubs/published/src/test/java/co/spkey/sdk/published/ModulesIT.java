package co.spkey.sdk.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModulesIT {

    @ParameterizedTest
    @MethodSource("co.spkey.sdk.published.PublishedJar#all")
    void aJarDescribesItselfAsTheModuleThatIsCheckedIn(PublishedJar jar) throws IOException {
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed);
        int status =
                ToolProvider.findFirst("jar").orElseThrow().run(out, out, "--describe-module", "--file=" + jar.file());
        assertThat(status).as(printed.toString()).isZero();

        // Which version was at hand when the module was compiled is no promise, nor is the place of the jar.
        List<String> description = printed.toString()
                .lines()
                .map(line -> line.replaceAll("(co\\.spkey\\S*)@\\S+", "$1").replaceAll(" jar:file:\\S+", ""))
                .filter(line -> !line.isBlank())
                .toList();
        Expected.holds("modules/" + jar.artifact() + ".txt", description);
    }

    @Test
    void noPackageIsInTwoModules() {
        Map<String, List<String>> modulesByPackage = new TreeMap<>();
        for (ModuleReference module : ModuleFinder.of(classPath()).findAll()) {
            ModuleDescriptor descriptor = module.descriptor();
            descriptor
                    .packages()
                    .forEach(name -> modulesByPackage
                            .computeIfAbsent(name, unused -> new ArrayList<>())
                            .add(descriptor.name()));
        }
        assertThat(modulesByPackage)
                .containsKeys("co.spkey.sdk.core.call", "co.spkey.sdk.hubs", "co.spkey.sdk.hubs.testkit");

        assertThat(modulesByPackage.entrySet().stream()
                        .filter(entry -> entry.getValue().size() > 1)
                        .collect(Collectors.toList()))
                .isEmpty();
    }

    private static Path[] classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar") && !entry.contains("surefire"))
                .map(Path::of)
                .toArray(Path[]::new);
    }
}
