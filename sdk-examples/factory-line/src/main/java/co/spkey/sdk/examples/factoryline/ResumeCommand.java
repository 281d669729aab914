package co.spkey.sdk.examples.factoryline;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The command that this program was started with, for a shell. */
final class ResumeCommand {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    private ResumeCommand() {}

    /** Returns the command with these arguments. */
    static String of(List<String> arguments) {
        String words = arguments.stream().map(ResumeCommand::quoted).collect(Collectors.joining(" "));
        // The JVM's own record of how it was started: the jar as it was named, and the arguments.
        String started = System.getProperty("sun.java.command", "");
        String tail = " " + String.join(" ", arguments);
        String jar = started.endsWith(tail) ? started.substring(0, started.length() - tail.length()) : "";
        return jar.endsWith(".jar") ? "java -jar " + quoted(jar) + " " + words : "factory-line " + words;
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
