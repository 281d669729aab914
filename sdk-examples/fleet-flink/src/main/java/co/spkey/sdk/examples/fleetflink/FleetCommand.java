package co.spkey.sdk.examples.fleetflink;

import co.spkey.sdk.hubs.testkit.ReferenceServer;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Decides whether this is a demo or the real thing, and which folders are meant; never by guessing. */
@Command(
        name = "fleet-flink",
        description = {
            "Provisions every hub of a folder of manifest parts, on Apache Flink.",
            "",
            "Without a folder and without SPKEY_BASE_URL it is a demo: sample parts go to a reference server inside this "
                    + "program. Real hubs need both."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  SPKEY_BASE_URL      of this program: where the API runs, such as https://api.spkey.co",
            "  SPKEY_API_KEY       of each task manager: the organisation's API key",
            "  SPKEY_BEARER_TOKEN  of each task manager: a JWT; one of the two is enough",
            "  SPKEY_OAUTH2_TOKEN_ENDPOINT, SPKEY_OAUTH2_CLIENT_ID, SPKEY_OAUTH2_CLIENT_SECRET, SPKEY_OAUTH2_AUDIENCE",
            "                      of each task manager, with --credentials OAUTH2"
        })
final class FleetCommand implements Callable<Integer> {

    private static final String BASE_URL = "SPKEY_BASE_URL";
    private static final String RULE = "=".repeat(100);

    private final StreamExecutionEnvironment engine;
    private final boolean onThisMachine;
    private final Map<String, String> environment;

    @Option(names = "--demo", description = "Use the reference server inside this program, whatever is set.")
    private boolean demo;

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            description = "Where the folders results and failures go; any file system of Flink's.")
    private @Nullable String output;

    @Option(
            names = "--concurrency",
            defaultValue = "32",
            description = "Hubs in flight in each subtask; ${DEFAULT-VALUE}.")
    private int concurrency;

    @Option(names = "--max-per-second", description = "Hubs begun a second by all subtasks together; unbounded.")
    private double maxPerSecond = Double.POSITIVE_INFINITY;

    @Option(
            names = "--give-up-after",
            defaultValue = "PT10M",
            description = "How long an outage may last; ${DEFAULT-VALUE}.")
    private @Nullable Duration giveUpAfter;

    @Mixin
    private final CheckpointOptions checkpoints = new CheckpointOptions();

    @Option(names = "--no-verify", description = "Don't compare hubs that were there before with what was sent.")
    private boolean noVerify;

    @Option(names = "--no-dedupe", description = "Don't look for hubs that come twice; saves state for each hub.")
    private boolean noDedupe;

    @Option(
            names = "--credentials",
            defaultValue = "ENVIRONMENT",
            description = "Where each task manager finds its credentials: ENVIRONMENT or OAUTH2; ${DEFAULT-VALUE}.")
    private @Nullable WorkerCredentials credentials;

    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            description =
                    "Manifest parts, with subfolders; any file system of Flink's. Names that begin with . or _ are passed over.")
    private @Nullable String input;

    @Spec
    private @Nullable CommandSpec spec;

    FleetCommand(StreamExecutionEnvironment engine, boolean onThisMachine, Map<String, String> environment) {
        this.engine = engine;
        this.onThisMachine = onThisMachine;
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        String baseUrl = environment.getOrDefault(BASE_URL, "").strip();
        if (demo || (input == null && baseUrl.isEmpty())) {
            return demo();
        }
        if (input == null) {
            throw new IllegalArgumentException(
                    BASE_URL + " is set, but no folder is given; name one, or use --demo for a demo");
        }
        if (baseUrl.isEmpty()) {
            throw new IllegalArgumentException("a folder is given, but " + BASE_URL
                    + " isn't set; set it, or use --demo " + input + " to try the parts out");
        }
        if (output == null) {
            throw new IllegalArgumentException("where should the results go? Use --output FOLDER");
        }
        if (credentials == WorkerCredentials.DEMO) {
            throw new IllegalArgumentException(
                    "DEMO are no credentials for " + BASE_URL + "; use ENVIRONMENT or OAUTH2");
        }
        FleetSettings settings = settings(url(baseUrl), Objects.requireNonNull(credentials));
        checkpoints.configure(engine, onThisMachine, null);
        run(input, output, settings);
        return 0;
    }

    private int demo() throws Exception {
        if (!onThisMachine) {
            throw new IllegalArgumentException(
                    "a cluster's workers can't reach the reference server inside this program; "
                            + "run the demo on this machine");
        }
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        java.nio.file.Path scratch = Files.createTempDirectory("fleet-flink-demo");
        String from =
                input == null ? SampleParts.writeTo(scratch.resolve("parts")).toString() : input;
        String to = output == null ? scratch.resolve("output").toString() : output;
        checkpoints.configure(
                engine, onThisMachine, scratch.resolve("checkpoints").toString());
        try (ReferenceServer server = ReferenceServer.start()) {
            out.println(RULE);
            out.println("  DEMO: nothing real is provisioned.");
            out.println("  The hubs of " + from + " go to a reference server inside this program,");
            out.println("  " + server.baseUrl() + ", which forgets them at the end.");
            out.println();
            out.println(
                    "  For real hubs, set " + BASE_URL + ", and SPKEY_API_KEY or SPKEY_BEARER_TOKEN or both, and give");
            out.println("  a folder of manifest parts and --output FOLDER.");
            out.println(RULE);
            run(from, to, settings(server.baseUrl(), WorkerCredentials.DEMO));
            out.println(server.hubs().count() + " hubs are on the server; results and failures are in " + to);
            out.println("DEMO: nothing real was provisioned.");
        }
        return 0;
    }

    private FleetSettings settings(URI baseUrl, WorkerCredentials from) {
        FleetSettings settings = new FleetSettings(
                baseUrl, from, concurrency, maxPerSecond, Objects.requireNonNull(giveUpAfter), !noVerify, !noDedupe);
        SharedClient.check(settings);
        return settings;
    }

    private void run(String from, String to, FleetSettings settings) throws Exception {
        FleetJob.configure(engine, checkpoints.interval());
        FleetJob.layOut(engine, new Path(from), new Path(to), settings);
        engine.execute(
                "fleet-flink: hubs of " + from + " to " + settings.baseUrl().getHost());
    }

    private static URI url(String baseUrl) {
        try {
            return new URI(baseUrl);
        } catch (URISyntaxException noUrl) {
            // It may hold a password, so it isn't repeated.
            throw new IllegalArgumentException(BASE_URL + " is no URL: " + noUrl.getReason(), noUrl);
        }
    }
}
