package co.spkey.sdk.hubs.testkit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * A file with one entry a line. Blank lines and those that begin with {@code #} don't count; a {@code #} further on is a part
 * of the entry, since a hub id may have one.
 */
final class ListFile {

    /** Some editors put it at the beginning of a file, where nobody sees it. */
    private static final Pattern BYTE_ORDER_MARK = Pattern.compile("^\\ufeff");

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
            String text = BYTE_ORDER_MARK.matcher(Files.readString(file)).replaceFirst("");
            for (String line : text.lines().toList()) {
                String entry = line.strip();
                if (!entry.isEmpty() && !entry.startsWith("#")) {
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
