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
        versionProvider = ProgramVersion.class)
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main())
                .setOut(utf8(FileDescriptor.out))
                .setErr(utf8(FileDescriptor.err))
                .setParameterExceptionHandler((wrong, arguments) -> refuse(wrong.getCommandLine(), wrong))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof CannotStartException) {
                        return refuse(command, failure);
                    }
                    if (failure instanceof UncheckedIOException) {
                        command.getErr().println(message(command, failure));
                        return FactoryRun.ENDED_EARLY;
                    }
                    throw failure;
                })
                .execute(args));
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

    private static String message(CommandLine command, Exception failure) {
        return command.getCommandSpec().qualifiedName() + ": " + Printable.line(String.valueOf(failure.getMessage()));
    }
}
