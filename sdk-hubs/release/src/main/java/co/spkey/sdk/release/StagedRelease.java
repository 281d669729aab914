package co.spkey.sdk.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A release as it lies in a folder that is laid out like a Maven repository, signed by one key. */
final class StagedRelease {

    private final Path folder;
    private final String version;
    private final Signatures signatures;

    private StagedRelease(Path folder, String version, Signatures signatures) {
        this.folder = folder;
        this.version = version;
        this.signatures = signatures;
    }

    static StagedRelease in(Path folder, String version, Path publicKey) throws IOException {
        return new StagedRelease(folder, version, Signatures.by(publicKey));
    }

    /** Lists everything that Central or a user would stumble over; empty for a release that is ready. */
    List<String> problems() throws IOException {
        List<String> problems = new ArrayList<>();
        if (version.contains("SNAPSHOT")) {
            problems.add(version + " is no version of a release");
        }
        for (PublishedArtifact artifact : PublishedArtifact.ALL) {
            for (String kind : artifact.files()) {
                String path = artifact.path(version, kind);
                for (String problem : problemsOf(artifact, kind)) {
                    problems.add(path + " " + problem);
                }
            }
        }
        for (String stranger : strangers()) {
            problems.add(stranger + " doesn't belong to the release");
        }
        return problems;
    }

    /** Returns the number of files that a release has beside checksums and signatures. */
    int size() {
        return Math.toIntExact(PublishedArtifact.ALL.stream()
                .flatMap(artifact -> artifact.paths(version))
                .count());
    }

    private List<String> problemsOf(PublishedArtifact artifact, String kind) throws IOException {
        Path file = folder.resolve(artifact.path(version, kind));
        if (!Files.isRegularFile(file)) {
            return List.of("is missing");
        }
        List<String> problems = new ArrayList<>(Checksums.problems(file));
        Path signature = file.resolveSibling(file.getFileName() + ".asc");
        if (!Files.isRegularFile(signature)) {
            problems.add("has no .asc");
        } else {
            String problem = signatures.problem(file, signature);
            if (!problem.isEmpty()) {
                problems.add("has a signature that " + problem);
            }
        }
        if (kind.equals(".pom")) {
            PublishedPom pom = PublishedPom.read(file);
            problems.addAll(pom.problems(artifact.id(), version));
            if (!pom.managed().equals(artifact.managed(version))) {
                problems.add("manages " + pom.managed() + " instead of " + artifact.managed(version));
            }
        }
        if (kind.equals("-cyclonedx.json")) {
            problems.addAll(BillOfMaterials.problems(file, artifact.id(), version, dependencies(artifact)));
        }
        if (kind.endsWith(".jar")) {
            problems.addAll(StagedJar.problems(file, kind));
        }
        return problems;
    }

    private List<String> dependencies(PublishedArtifact artifact) throws IOException {
        Path pom = folder.resolve(artifact.path(version, ".pom"));
        return Files.isRegularFile(pom) ? PublishedPom.read(pom).dependenciesOfUsers() : List.of();
    }

    private List<String> strangers() throws IOException {
        Set<String> known = PublishedArtifact.ALL.stream()
                .flatMap(artifact -> artifact.paths(version))
                .flatMap(path -> Stream.of(path, path + ".asc"))
                .flatMap(path ->
                        Stream.of("", ".md5", ".sha1", ".sha256", ".sha512").map(checksum -> path + checksum))
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> !known.contains(path))
                    .filter(path -> !path.matches("co/spkey/[^/]+/maven-metadata\\.xml(\\.(md5|sha1|sha256|sha512))?"))
                    .sorted()
                    .toList();
        }
    }
}
