package co.spkey.sdk.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The checksum files that a Maven repository keeps beside each file. */
final class Checksums {

    private static final Map<String, String> ALGORITHMS = Map.of("md5", "MD5", "sha1", "SHA-1");

    private Checksums() {}

    static List<String> problems(Path file) throws IOException {
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, String> algorithm : ALGORITHMS.entrySet()) {
            Path checksum = file.resolveSibling(file.getFileName() + "." + algorithm.getKey());
            if (!Files.exists(checksum)) {
                problems.add("has no ." + algorithm.getKey());
            } else if (!Files.readString(checksum).strip().equalsIgnoreCase(digest(file, algorithm.getValue()))) {
                problems.add("doesn't fit its ." + algorithm.getKey());
            }
        }
        return problems;
    }

    private static String digest(Path file, String algorithm) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
