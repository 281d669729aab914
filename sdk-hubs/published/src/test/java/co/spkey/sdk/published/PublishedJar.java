package co.spkey.sdk.published;

import co.spkey.sdk.core.Environment;
import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * One of the jars that are published, as the build has just made it.
 *
 * @param artifact its artifact id
 * @param sources where its sources are, within the project
 * @param witness a class of it, to find it by
 */
record PublishedJar(String artifact, String sources, Class<?> witness) {

    static final List<PublishedJar> ALL = List.of(
            new PublishedJar("sdk-core", "sdk-core/src/main/java", Environment.class),
            new PublishedJar("sdk-hubs", "sdk-hubs/client/src/main/java", HubsClient.class),
            new PublishedJar("sdk-hubs-testkit", "sdk-hubs/testkit/src/main/java", ReferenceServer.class));

    static List<PublishedJar> all() {
        return ALL;
    }

    Path file() {
        try {
            Path file = Path.of(
                    witness.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (!file.toString().endsWith(".jar")) {
                throw new IllegalStateException(file + " is no jar: run this with ./mvnw verify");
            }
            return file;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    Path sourceFolder() {
        return Path.of(System.getProperty("published.sources"), sources);
    }

    ModuleDescriptor module() {
        return ModuleFinder.of(file()).findAll().iterator().next().descriptor();
    }

    /** The packages that everybody may use. */
    Set<String> exportedPackages() {
        return module().exports().stream()
                .filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toUnmodifiableSet());
    }

    Set<String> packages() {
        return module().packages();
    }

    /** Returns the names of its classes, in order. */
    List<String> classes() {
        try (JarFile jar = new JarFile(file().toFile())) {
            return jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.equals("module-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return artifact;
    }
}
