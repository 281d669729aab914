package co.spkey.sdk.hubs.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What each contestant brings to its users' class path. */
final class Jars {

    private static final List<String> DATABIND =
            List.of("jackson-core", "jackson-databind", "jackson-annotations", "jspecify");

    private static final List<String> OPENAPI_NATIVE = List.of(
            "jackson-core", "jackson-databind", "jackson-annotations", "jackson-datatype-jsr310", "jakarta", "jsr305");

    private static final List<String> OPENAPI_OKHTTP = List.of(
            "okhttp", "okio", "kotlin", "annotations", "logging-interceptor", "gson", "gson-fire", "jakarta", "jsr305");

    private static final List<String> RETROFIT = List.of(
            "retrofit",
            "converter-jackson",
            "okhttp",
            "okio",
            "kotlin",
            "annotations",
            "jackson-core",
            "jackson-databind",
            "jackson-annotations");

    private static final List<String> APACHE =
            List.of("httpclient5", "httpcore5", "slf4j", "jackson-core", "jackson-databind", "jackson-annotations");

    private static final List<String> SDK = List.of(
            "sdk-core",
            "sdk-hubs",
            "jackson-core",
            "jackson-databind",
            "jackson-annotations",
            "resilience4j",
            "slf4j",
            "jspecify");

    private Jars() {}

    /** Returns the contestant's own class path, with the benchmarks' own jar first. */
    static String classPath(String contestant) {
        return Stream.concat(Stream.of(own()), of(contestant))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Returns the size of what the contestant brings, in bytes. */
    static long size(String contestant) {
        return of(contestant).mapToLong(Jars::size).sum();
    }

    /** Returns the size of this SDK's own jars, in bytes. */
    static long ownSize() {
        return of("sdk")
                .filter(jar -> jar.getFileName().toString().startsWith("sdk-"))
                .mapToLong(Jars::size)
                .sum();
    }

    private static long size(Path jar) {
        try {
            return Files.size(jar);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path own() {
        return all().filter(jar -> jar.getFileName().toString().startsWith("benchmarks"))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Path> of(String contestant) {
        List<String> names = switch (contestant) {
            case "a", "a-again", "a-h2" -> List.of();
            case "floor", "floor-h2" -> List.of("jackson-core");
            case "b" -> DATABIND;
            case "openapi-native" -> OPENAPI_NATIVE;
            case "openapi-okhttp" -> OPENAPI_OKHTTP;
            case "retrofit" -> RETROFIT;
            case "apache" -> APACHE;
            default -> SDK;
        };
        return all().filter(jar ->
                names.stream().anyMatch(name -> jar.getFileName().toString().startsWith(name)));
    }

    private static Stream<Path> all() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of);
    }
}
