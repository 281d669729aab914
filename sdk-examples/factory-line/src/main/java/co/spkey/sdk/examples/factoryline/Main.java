package co.spkey.sdk.examples.factoryline;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program's entry point: what it is called, and how it says that something can't be done. */
@Command(
        name = "factory-line",
        description = "Registers manufactured hubs with SmartphoneKey.",
        subcommands = ProvisionCommand.class,
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        exitCodeOnExecutionException = FactoryRun.ENDED_EARLY)
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        CommandLine program = new CommandLine(new Main());
        program.setOut(utf8(FileDescriptor.out)).setErr(utf8(FileDescriptor.err));
        System.exit(run(program, args));
    }

    /** Runs a program; whatever happens, the exit code doesn't say that a run came to its end which didn't. */
    static int run(CommandLine program, String... args) {
        program.setParameterExceptionHandler((wrong, arguments) -> refuse(wrong.getCommandLine(), wrong))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(command, failure));
        try {
            return program.execute(args);
        } catch (Throwable error) {
            // No exception, since those go to the handlers: the memory is full, for example.
            return unforeseen(program, error);
        }
    }

    private static int failed(CommandLine command, Exception failure) {
        if (failure instanceof CannotStartException) {
            return refuse(command, failure);
        }
        if (failure instanceof UncheckedIOException) {
            command.getErr().println(message(command, failure));
            return FactoryRun.ENDED_EARLY;
        }
        return unforeseen(command, failure);
    }

    /** In full, for whoever is to find out about it. */
    private static int unforeseen(CommandLine command, Throwable failure) {
        command.getErr().println(message(command, failure));
        failure.printStackTrace(command.getErr());
        return FactoryRun.ENDED_EARLY;
    }

    /** Hub ids are any text; the platform's own charset could turn two of them into the same question marks. */
    private static PrintWriter utf8(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    private static int refuse(CommandLine command, Exception failure) {
        command.getErr().println(message(command, failure));
        command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    private static String message(CommandLine command, Throwable failure) {
        return command.getCommandSpec().qualifiedName() + ": " + Printable.line(String.valueOf(failure.getMessage()));
    }
}
