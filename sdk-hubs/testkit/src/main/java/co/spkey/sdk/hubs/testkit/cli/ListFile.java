package co.spkey.sdk.hubs.testkit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A file with one entry a line; blank lines and what follows a {@code #} at a line's start or after a blank don't count. */
final class ListFile {

    private ListFile() {}

    /**
     * Reads the entries, each once, in the order of the file.
     *
     * @param option whose value the file is, for the message
     * @throws ParameterException if it can't be read
     */
    static Set<String> read(CommandLine command, String option, Path file) {
        try {
            Set<String> entries = new LinkedHashSet<>();
            for (String line : Files.readAllLines(file)) {
                String entry = line.replaceFirst("(^|\\s)#.*", "").strip();
                if (!entry.isEmpty()) {
                    entries.add(entry);
                }
            }
            return entries;
        } catch (NoSuchFileException missing) {
            throw new ParameterException(command, option + ": there is no file " + file, missing);
        } catch (IOException unreadable) {
            throw new ParameterException(
                    command, option + ": can't read " + file + " as UTF-8 text: " + unreadable, unreadable);
        }
    }
}
