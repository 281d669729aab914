package co.spkey.sdk.hubs.testkit.cli;

import java.io.PrintWriter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Entry point of the standalone jar.
 *
 * <p>Exit codes: 0 after {@code --help} and {@code --version}, 1 when the server can't run (a port in use, for example), 2 for
 * a bad argument. A server that is ended by a signal ends with 128 and the signal's number, as the JVM does: 143 for SIGTERM;
 * with {@code serve --judge} it ends with 1 if a client broke the contract. Those of {@code verify} are in its {@code --help}.
 */
@Command(
        name = "sdk-hubs-testkit",
        description = "The SmartphoneKey hub backend in memory, for tests; and its contract as checks.",
        subcommands = {ServeCommand.class, VerifyCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class Main {

    private Main() {}

    /** Runs the command line and exits. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::refuse)
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> fail(failure, commandLine));
    }

    private static int refuse(CommandLine.ParameterException wrong, String[] args) {
        CommandLine commandLine = wrong.getCommandLine();
        String help = "; see " + commandLine.getCommandSpec().qualifiedName() + " --help";
        String message = wrong instanceof UnmatchedArgumentException unmatched
                ? "Unknown: "
                        + unmatched.getUnmatched().stream()
                                .map(argument -> shown(argument, args))
                                .collect(Collectors.joining(", "))
                : String.valueOf(wrong.getMessage());
        printOneLine(commandLine.getErr(), message + help);
        return commandLine.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** What stands behind an option that nobody knows, or behind a blank in an option's value, may be a part of a secret. */
    private static String shown(String argument, String[] args) {
        if (argument.startsWith("-")) {
            return argument.replaceFirst("(?s)=.*", "");
        }
        boolean followsOption =
                Stream.of(args).takeWhile(each -> !each.equals(argument)).anyMatch(each -> each.startsWith("-"));
        return followsOption
                ? "an argument that belongs to no option, not shown here (a value with a blank in it needs quotes)"
                : argument;
    }

    private static int fail(Exception failure, CommandLine commandLine) {
        printOneLine(commandLine.getErr(), String.valueOf(failure.getMessage()));
        return commandLine.getCommandSpec().exitCodeOnExecutionException();
    }

    private static void printOneLine(PrintWriter err, String message) {
        err.println(message.replaceAll("\\R", " "));
        err.flush();
    }

    /** Reads the version from the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {

        static String text() {
            @Nullable String version = Main.class.getPackage().getImplementationVersion();
            return "sdk-hubs-testkit " + (version == null ? "(not run from its jar)" : version);
        }

        @Override
        public String[] getVersion() {
            return new String[] {text()};
        }
    }
}
