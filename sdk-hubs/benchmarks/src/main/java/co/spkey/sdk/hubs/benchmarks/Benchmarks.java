package co.spkey.sdk.hubs.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;

/** Runs everything and prints the table. */
final class Benchmarks {

    private Benchmarks() {}

    /** See {@link Options} for the arguments. */
    public static void main(String... args) throws Exception {
        Options options = Options.of(args);
        Path work = Files.createDirectories(Path.of("target", "work")).toAbsolutePath();
        Keys keys = new Keys(work);
        Report report = new Report();
        try (Stub stub = new Stub(keys)) {
            Groups groups = new Groups(options, keys, stub, report, work);
            if (options.groups().contains("tls")) {
                groups.overTls();
            }
            if (options.groups().contains("cleartext")) {
                groups.inCleartext();
            }
            if (options.groups().contains("http2")) {
                groups.overHttp2();
                groups.hubsLostToGoAways();
            }
            if (options.groups().contains("slow")) {
                groups.withASlowServer();
            }
            if (options.groups().contains("cold")) {
                groups.coldStart();
            }
            if (options.groups().contains("size")) {
                groups.sizes();
            }
            if (options.groups().contains("growth")) {
                groups.growth();
            }
            if (options.groups().contains("endurance")) {
                groups.endurance();
            }
            if (options.groups().contains("pieces")) {
                Pieces.run(options.forks(), report);
            }
        }
        report.print(System.out);
        System.exit(report.reached() ? 0 : 1);
    }
}
