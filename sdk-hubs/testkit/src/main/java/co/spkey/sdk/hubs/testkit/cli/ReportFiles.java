package co.spkey.sdk.hubs.testkit.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The folder that a report is written to, in each form. */
final class ReportFiles {

    /** For people. */
    static final String PAGE = "contract.html";

    /** For programs. */
    static final String JSON = "contract.json";

    /** For CI servers, by the name that they look for. */
    static final String JUNIT = "TEST-contract.xml";

    private final Path folder;

    private ReportFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the folder if it isn't there, and removes the reports of an earlier run: whoever collects them must not take them
     * for this one's when it ends without any.
     *
     * @throws ParameterException if it can't be made, or a report can't be removed
     */
    static ReportFiles in(CommandLine command, Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ParameterException(command, "--report: can't make the folder " + folder + ": " + e, e);
        }
        for (String name : List.of(PAGE, JSON, JUNIT)) {
            try {
                Files.deleteIfExists(folder.resolve(name));
            } catch (IOException e) {
                throw new ParameterException(
                        command, "--report: can't remove the old " + folder.resolve(name) + ": " + e, e);
            }
        }
        return new ReportFiles(folder);
    }

    void write(Report report) {
        write(PAGE, new ReportPage(report).html());
        write(JSON, new ReportJson(report).text());
        write(JUNIT, new ReportJUnit(report).xml());
    }

    private void write(String name, String text) {
        Path file = folder.resolve(name);
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write " + file + ": " + e, e);
        }
    }
}
