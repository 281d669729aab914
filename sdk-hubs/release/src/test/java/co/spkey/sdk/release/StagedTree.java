package co.spkey.sdk.release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;

/** A made-up staged release that nothing is wrong with, for tests to break. */
final class StagedTree {

    static final String VERSION = "1.0.0";

    private static final Map<String, String> NEEDED = Map.of(
            ".jar", "module-info.class",
            "-sources.jar", "module-info.java",
            "-javadoc.jar", "index.html",
            "-standalone.jar", "co/spkey/sdk/hubs/testkit/cli/Main.class");

    private final Path folder;
    private final SigningKey key;

    private StagedTree(Path folder, SigningKey key) {
        this.folder = folder;
        this.key = key;
    }

    static void make(Path folder, SigningKey key) throws IOException {
        StagedTree tree = new StagedTree(folder, key);
        for (PublishedArtifact artifact : PublishedArtifact.ALL) {
            for (String kind : artifact.files()) {
                tree.write(artifact.path(VERSION, kind), content(artifact, kind));
            }
        }
    }

    /** Copies one that was made before: signing takes its time. */
    static StagedTree copy(Path pristine, Path folder, SigningKey key) throws IOException {
        try (Stream<Path> files = Files.walk(pristine)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(pristine.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        return new StagedTree(folder, key);
    }

    static String path(String artifact, String kind) {
        return "co/spkey/" + artifact + "/" + VERSION + "/" + artifact + "-" + VERSION + kind;
    }

    Path file(String path) {
        return folder.resolve(path);
    }

    String text(String path) throws IOException {
        return Files.readString(file(path));
    }

    /** Writes a file with its checksums and its signature. */
    void write(String path, byte[] content) throws IOException {
        Path file = file(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        Files.writeString(file(path + ".md5"), digest("MD5", content));
        Files.writeString(file(path + ".sha1"), digest("SHA-1", content));
        Files.write(file(path + ".asc"), signature(key, content));
    }

    void write(String path, String content) throws IOException {
        write(path, content.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] signature(SigningKey key, byte[] content) throws IOException {
        try {
            PGPPublicKey owner = key.publicKey();
            PGPSignatureGenerator generator = new PGPSignatureGenerator(
                    new BcPGPContentSignerBuilder(owner.getAlgorithm(), HashAlgorithmTags.SHA512), owner);
            generator.init(PGPSignature.BINARY_DOCUMENT, key.secretKey().extractPrivateKey(null));
            generator.update(content);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ArmoredOutputStream armor = ArmoredOutputStream.builder().build(bytes)) {
                generator.generate().encode(armor);
            }
            return bytes.toByteArray();
        } catch (PGPException e) {
            throw new IOException(e);
        }
    }

    private static byte[] content(PublishedArtifact artifact, String kind) throws IOException {
        return switch (kind) {
            case ".pom" -> pom(artifact.id()).getBytes(StandardCharsets.UTF_8);
            case "-cyclonedx.json" -> sbom(artifact.id()).getBytes(StandardCharsets.UTF_8);
            default -> jar(NEEDED.getOrDefault(kind, "other"));
        };
    }

    private static String pom(String artifact) {
        String managed = """
                  <dependencyManagement><dependencies>
                    <dependency><groupId>co.spkey</groupId><artifactId>sdk-core</artifactId><version>1.0.0</version></dependency>
                    <dependency><groupId>co.spkey</groupId><artifactId>sdk-hubs</artifactId><version>1.0.0</version></dependency>
                    <dependency><groupId>co.spkey</groupId><artifactId>sdk-hubs-testkit</artifactId><version>1.0.0</version></dependency>
                  </dependencies></dependencyManagement>
                """;
        return """
                <project>
                  <groupId>co.spkey</groupId>
                  <artifactId>%s</artifactId>
                  <version>1.0.0</version>
                  <name>A name</name>
                  <description>A description</description>
                  <url>https://spkey.example</url>
                  <licenses><license><name>Apache-2.0</name><url>https://license.example</url></license></licenses>
                  <developers><developer><name>Us</name><organization>Ours</organization></developer></developers>
                  <scm><connection>scm:git:https://scm.example</connection><url>https://scm.example</url></scm>
                  <dependencies>
                    <dependency><groupId>org.a</groupId><artifactId>a</artifactId><version>1.2</version></dependency>
                  </dependencies>
                  %s
                </project>
                """.formatted(artifact, artifact.equals("sdk-bom") ? managed : "");
    }

    private static String sbom(String artifact) {
        return """
                {"bomFormat": "CycloneDX",
                 "metadata": {"component": {"group": "co.spkey", "name": "%s", "version": "1.0.0"}},
                 "components": [{"group": "org.a", "name": "a", "version": "1.2"}]}
                """.formatted(artifact);
    }

    static byte[] jar(String entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            jar.putNextEntry(new JarEntry(entry));
        }
        return bytes.toByteArray();
    }

    private static String digest(String algorithm, byte[] content) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }
}
