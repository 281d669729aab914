package co.spkey.sdk.hubs.testkit.cli;

import co.spkey.sdk.hubs.testkit.ReferenceServer;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs one server until the process is ended. */
@Command(
        name = "serve",
        description = "Answers ProvisionHub and status until it is stopped; logs each request in one line.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class ServeCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8787",
            description = "Port to listen on, 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Interface to listen on (default: loopback, not reachable from other machines).")
    private @Nullable InetAddress host;

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            description = "An X-API-Key to accept; can be repeated. Without any credentials given: "
                    + ReferenceServer.DEFAULT_API_KEY + ".")
    private List<String> apiKeys = new ArrayList<>();

    @Option(
            names = "--bearer-token",
            paramLabel = "TOKEN",
            description = "A bearer token to accept; can be repeated. Without any credentials given: "
                    + ReferenceServer.DEFAULT_BEARER_TOKEN + ".")
    private List<String> bearerTokens = new ArrayList<>();

    @Option(names = "--strict-things", description = "Refuse to provision a hub whose IoT Thing is not registered.")
    private boolean strictThings;

    @Option(
            names = "--thing",
            paramLabel = "NAME",
            description = "An IoT Thing that is registered; can be repeated, needs --strict-things.")
    private List<String> things = new ArrayList<>();

    @Option(
            names = "--judge",
            description =
                    "When it is stopped, list what the clients sent against the wire contract, with the clauses' ids,"
                            + " and exit with 1 if there is anything.")
    private boolean judge;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        PrintWriter out = command.commandLine().getOut();
        ReferenceServer server = settings(command, new RequestLines(out)).start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, out), "close-reference-server"));
        out.println("Listening on " + server.baseUrl());
        out.flush();
        new CountDownLatch(1).await();
        return 0;
    }

    /** Runs while the JVM shuts down, where nothing but a halt can still change the exit code. */
    private void stop(ReferenceServer server, PrintWriter out) {
        server.close();
        if (judge && Verdict.print(server, out)) {
            Runtime.getRuntime().halt(1);
        }
    }

    private ReferenceServer.Builder settings(CommandSpec command, RequestLines lines) {
        if (!things.isEmpty() && !strictThings) {
            throw new ParameterException(command.commandLine(), "--thing has no effect without --strict-things");
        }
        try {
            ReferenceServer.Builder builder =
                    ReferenceServer.builder().port(port).requestListener(lines::print);
            if (host != null) {
                builder.address(host);
            }
            apiKeys.forEach(builder::apiKey);
            bearerTokens.forEach(builder::bearerToken);
            return strictThings ? builder.strictThings(things.toArray(String[]::new)) : builder;
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(command.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }
}
