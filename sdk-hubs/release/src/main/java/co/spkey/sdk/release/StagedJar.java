package co.spkey.sdk.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;

/** What must be in a jar, by the kind of jar that it is. */
final class StagedJar {

    private static final Map<String, String> NEEDED = Map.of(
            ".jar", "module-info.class",
            "-sources.jar", "module-info.java",
            "-javadoc.jar", "index.html",
            "-standalone.jar", "co/spkey/sdk/hubs/testkit/cli/Main.class");

    private StagedJar() {}

    static List<String> problems(Path jar, String kind) throws IOException {
        String needed = NEEDED.get(kind);
        if (needed == null) {
            return List.of();
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getEntry(needed) == null ? List.of("has no " + needed) : List.of();
        }
    }
}
