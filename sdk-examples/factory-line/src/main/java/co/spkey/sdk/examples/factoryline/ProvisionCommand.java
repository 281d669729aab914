package co.spkey.sdk.examples.factoryline;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Decides whether this is a demo or the real thing, and which manifest is meant; never by guessing. */
@Command(
        name = "provision",
        description = {
            "Provisions every hub of a manifest.",
            "",
            "Without a manifest and without SPKEY_BASE_URL it is a demo: a sample manifest goes to a reference server "
                    + "inside this program. Real hubs need both."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        exitCodeOnExecutionException = FactoryRun.ENDED_EARLY,
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  SPKEY_BASE_URL      where the API runs, such as https://api.spkey.co",
            "  SPKEY_API_KEY       the organisation's API key",
            "  SPKEY_BEARER_TOKEN  a JWT; one of the two is enough, with both, both are sent"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Every hub is provisioned, by this run or before; in a dry run: no line is bad.",
            "1:The run came to its end, but not every hub is provisioned: a line is bad, or a hub failed.",
            "2:Nothing was sent: the command line, the environment or a file won't do.",
            "3:The run ended early, as by anything unforeseen, or couldn't write its files; the same command goes on.",
            "130:Stopped by Ctrl-C; the same command goes on.",
            "143:Stopped by SIGTERM; the same command goes on."
        })
final class ProvisionCommand implements Callable<Integer> {

    private static final String BASE_URL = "SPKEY_BASE_URL";

    @Parameters(
            arity = "0..1",
            paramLabel = "MANIFEST.csv|.jsonl",
            description =
                    "A .csv file in UTF-8 with a header: hubId,serial,model and optionally thingName,vendorName, in"
                            + " any order; or a .jsonl file with an object of these fields in each line. Others are"
                            + " ignored.")
    private @Nullable Path file;

    @Option(names = "--demo", description = "Use the reference server inside this program, whatever is set.")
    private boolean demo;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Manifest manifest = file == null ? Manifest.sample() : Manifest.file(file);
        if (options.dryRun() && file == null) {
            throw new CannotStartException("--dry-run needs a manifest; name one");
        }
        Operator operator = new Operator(Objects.requireNonNull(spec).commandLine());
        BackendWatch watch = new BackendWatch();
        try (ManifestReader lines = manifest.open();
                RunFiles files = RunFiles.open(options, file)) {
            FactoryRun run = new FactoryRun(manifest, lines, options, files, operator);
            if (options.dryRun()) {
                return run.dry();
            }
            try (Destination destination = destination(watch)) {
                return run.real(destination, watch);
            }
        }
    }

    private Destination destination(BackendWatch watch) {
        String baseUrl = System.getenv().getOrDefault(BASE_URL, "").strip();
        if (demo || (file == null && baseUrl.isEmpty())) {
            return file == null ? Demo.startForSample() : Demo.start();
        }
        if (file == null) {
            throw new CannotStartException(
                    BASE_URL + " is set, but no manifest is given; name one, or use --demo for a demo");
        }
        if (baseUrl.isEmpty()) {
            throw new CannotStartException("a manifest is given, but " + BASE_URL + " isn't set; set it, or use --demo "
                    + file + " to try the manifest out");
        }
        return RealBackend.at(baseUrl, watch);
    }
}
