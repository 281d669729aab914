package co.spkey.sdk.release;

import java.util.List;
import java.util.stream.Stream;

/**
 * One of the artifacts that are published, and the files that it has beside its POM.
 *
 * @param id its artifact id
 * @param files what follows its name and version in the names of its files
 */
record PublishedArtifact(String id, List<String> files) {

    private static final List<String> LIBRARY =
            List.of(".pom", ".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json");

    static final List<PublishedArtifact> ALL = List.of(
            new PublishedArtifact("sdk-core", LIBRARY),
            new PublishedArtifact("sdk-hubs", LIBRARY),
            new PublishedArtifact(
                    "sdk-hubs-testkit",
                    Stream.concat(LIBRARY.stream(), Stream.of("-standalone.jar"))
                            .toList()),
            new PublishedArtifact("sdk-bom", List.of(".pom", "-cyclonedx.json")));

    /** Returns what its POM manages: the BOM all the others, they themselves nothing. */
    List<String> managed(String version) {
        return id.equals("sdk-bom")
                ? ALL.stream()
                        .map(PublishedArtifact::id)
                        .filter(other -> !other.equals(id))
                        .map(other -> "co.spkey:" + other + ":" + version)
                        .sorted()
                        .toList()
                : List.of();
    }

    /** Returns the paths of its files within a repository. */
    Stream<String> paths(String version) {
        return files.stream().map(file -> path(version, file));
    }

    String path(String version, String file) {
        return "co/spkey/" + id + "/" + version + "/" + id + "-" + version + file;
    }
}
