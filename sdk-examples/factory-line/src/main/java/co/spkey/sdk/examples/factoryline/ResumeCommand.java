package co.spkey.sdk.examples.factoryline;

import java.util.List;
import java.util.stream.Collectors;

/** The command that this program was started with, for a shell. What stood before {@code -jar} isn't told to a program. */
final class ResumeCommand {

    private ResumeCommand() {}

    /** Returns the command with these arguments. */
    static String of(List<String> arguments) {
        Shell shell = Shell.ofThisSystem();
        String words = arguments.stream().map(shell::word).collect(Collectors.joining(" "));
        // The JVM's own record of how it was started: the jar as it was named, and the arguments.
        String started = System.getProperty("sun.java.command", "");
        String tail = " " + String.join(" ", arguments);
        String jar = started.endsWith(tail) ? started.substring(0, started.length() - tail.length()) : "";
        return jar.endsWith(".jar") ? "java -jar " + shell.word(jar) + " " + words : "factory-line " + words;
    }
}
