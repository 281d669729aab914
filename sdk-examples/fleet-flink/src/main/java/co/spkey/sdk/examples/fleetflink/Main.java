package co.spkey.sdk.examples.fleetflink;

import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;

/** The entry point, for this machine and for a cluster's {@code flink run}. */
public final class Main {

    private Main() {}

    /**
     * Runs the job.
     *
     * @param args see {@code --help}
     * @throws IllegalStateException if it didn't succeed on a cluster, whose process isn't this program's to end
     */
    public static void main(String[] args) {
        StreamExecutionEnvironment engine = StreamExecutionEnvironment.getExecutionEnvironment();
        boolean onThisMachine = engine instanceof LocalStreamEnvironment;
        int code = new CommandLine(new FleetCommand(engine, onThisMachine, System.getenv()))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof IllegalArgumentException) {
                        command.getErr().println("fleet-flink: " + failure.getMessage());
                        command.getErr().println("See fleet-flink --help");
                        return CommandLine.ExitCode.USAGE;
                    }
                    throw failure;
                })
                .execute(args);
        if (onThisMachine) {
            System.exit(code);
        }
        if (code != CommandLine.ExitCode.OK) {
            throw new IllegalStateException("fleet-flink ended with code " + code + "; see its messages above");
        }
    }
}
