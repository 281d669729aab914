package co.spkey.sdk.examples.factoryline;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  SPKEY_BASE_URL      where the API runs, such as https://api.spkey.co",
            "  SPKEY_API_KEY       the organisation's API key",
            "  SPKEY_BEARER_TOKEN  a JWT; one of the two is enough, with both, both are sent"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Every hub is provisioned, by this run or before.",
            "1:At least one hub isn't: its line is bad, it failed, or the run gave up before.",
            "2:Nothing was sent: the command line, the environment or the manifest won't do.",
            "130:Stopped by Ctrl-C.",
            "143:Stopped by SIGTERM."
        })
final class ProvisionCommand implements Callable<Integer> {

    private static final String BASE_URL = "SPKEY_BASE_URL";

    @Option(names = "--demo", description = "Use the reference server inside this program, whatever is set.")
    private boolean demo;

    @Parameters(
            arity = "0..1",
            paramLabel = "MANIFEST.csv",
            description = "CSV in UTF-8 with a header: hubId,serial,model and optionally thingName,vendorName, in any "
                    + "order. Other columns are ignored.")
    private @Nullable Path file;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Manifest manifest = file == null ? Manifest.sample() : Manifest.file(file);
        try (Destination destination = destination();
                ManifestReader lines = manifest.open()) {
            return provision(manifest, lines, destination);
        }
    }

    private Destination destination() {
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
        return RealBackend.at(baseUrl);
    }

    private int provision(Manifest manifest, ManifestReader lines, Destination destination) {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        Display display = Terminal.isPresent()
                ? new TerminalDisplay(command.getOut())
                : new PlainDisplay(command.getOut(), command.getErr());
        long hubs = manifest.count();
        if (hubs == 0) {
            throw new CannotStartException(manifest.name() + " has a header, but no hubs");
        }
        Report report = new Report(display, destination.closing());
        ProvisioningRun run = new ProvisioningRun(destination.hubs(), report);

        destination.opening(manifest).forEach(display::println);
        report.begin(hubs);
        long start = System.nanoTime();
        StopSignal.during(
                () -> {
                    run.run(lines);
                    report.end(Duration.ofNanos(System.nanoTime() - start));
                },
                () -> {
                    run.stop();
                    report.stopped();
                });
        return report.isAllProvisioned() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
