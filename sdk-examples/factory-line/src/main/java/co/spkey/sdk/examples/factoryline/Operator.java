package co.spkey.sdk.examples.factoryline;

import java.util.List;
import picocli.CommandLine;

/** Who started the program: sees its output, and can start it again. */
final class Operator {

    private final CommandLine command;

    Operator(CommandLine command) {
        this.command = command;
    }

    /** Makes what the report is shown on. */
    Display display() {
        return Terminal.isPresent()
                ? new TerminalDisplay(command.getOut())
                : new PlainDisplay(command.getOut(), command.getErr(), System::nanoTime);
    }

    /** Returns the command that starts the same run again. */
    String sameCommand() {
        CommandLine top = command;
        while (top.getParent() != null) {
            top = top.getParent();
        }
        List<String> arguments = top.getParseResult().originalArgs();
        return Printable.line(ResumeCommand.of(arguments));
    }
}
