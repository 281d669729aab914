package co.spkey.sdk.hubs.testkit.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the Java snippets of the README and of the published modules' javadoc. */
final class Snippets {

    private static final Pattern MARKDOWN = Pattern.compile("(?ms)^```java\\R(.*?)^```");
    private static final Pattern JAVADOC = Pattern.compile("(?s)<pre>\\{@code\\R(.*?)\\R[ *]*\\}</pre>");

    /** A snippet and where it stands, as {@code file:line}. */
    record Snippet(String place, String code) {}

    private final Path root;

    Snippets(Path root) {
        this.root = root;
    }

    List<Snippet> ofReadme() {
        return in(root.resolve("README.md"), MARKDOWN);
    }

    List<Snippet> ofJavadoc() {
        List<Snippet> snippets = new ArrayList<>();
        for (String module : List.of("sdk-core", "sdk-hubs/client", "sdk-hubs/testkit")) {
            try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .sorted()
                        .forEach(file -> snippets.addAll(in(file, JAVADOC)));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return snippets;
    }

    /** Whether it stands word for word in the code of an example, which is compiled and tested where it is. */
    boolean isCutFromAnExample(Snippet snippet) {
        String code = withoutIndentation(snippet.code());
        try (Stream<Path> files = Files.walk(root.resolve("sdk-examples"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().replace('\\', '/').contains("/src/main/java/"))
                    .anyMatch(file -> withoutIndentation(read(file)).contains(code));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String withoutIndentation(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n")).strip();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private List<Snippet> in(Path file, Pattern pattern) {
        String text = read(file);
        List<Snippet> snippets = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            long line = text.substring(0, matcher.start()).lines().count() + 1;
            String code = matcher.group(1).replaceAll("(?m)^ *\\* ?", "");
            snippets.add(new Snippet(root.relativize(file) + ":" + line, code));
        }
        return snippets;
    }
}
