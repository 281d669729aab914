package co.spkey.sdk.hubs.benchmarks;

import static co.spkey.sdk.hubs.benchmarks.Workload.async;
import static co.spkey.sdk.hubs.benchmarks.Workload.bulk;
import static co.spkey.sdk.hubs.benchmarks.Workload.sync;

import co.spkey.sdk.hubs.benchmarks.Race.Entry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is measured, group by group, and what each group must reach. */
final class Groups {

    private static final int MOST_CALLERS = 256;
    private static final long ENDURANCE_STEP = 30_000;

    /** Where no ratio is close to what it must be. */
    private static final int FEW_JVMS = 2;

    private static final int COLD_STARTS = 20;
    private static final String TIMES_A = "× a";

    private final Options options;
    private final Keys keys;
    private final Stub stub;
    private final Report report;
    private final Path work;

    Groups(Options options, Keys keys, Stub stub, Report report, Path work) {
        this.options = options;
        this.keys = keys;
        this.stub = stub;
        this.report = report;
        this.work = work;
    }

    void overTls() throws IOException {
        Race race = callsOverHttp1("TLS", stub.tls());
        goals("TLS", race, 1.05, 0.95);
        Entry sdk = new Entry("sdk", sync(64));
        double above =
                race.median(sdk, Figures::bytesPerCall) - race.median(new Entry("a", sync(64)), Figures::bytesPerCall);
        report.atMost("allocation above a's, TLS", "B", 3500, above);
    }

    void inCleartext() throws IOException {
        Race race = callsOverHttp1("cleartext", stub.cleartext());
        goals("cleartext", race, 1.00, 1.00);
        report.atMost(
                "allocation, cleartext", "B", 26_000, race.median(new Entry("sdk", sync(64)), Figures::bytesPerCall));
    }

    private Race callsOverHttp1(String transport, String url) throws IOException {
        List<String> contestants = taking(Contestants.OVER_HTTP1);
        List<Entry> entries = new ArrayList<>();
        for (Workload load : List.of(sync(1), sync(16), sync(64))) {
            contestants.forEach(contestant -> entries.add(new Entry(contestant, load)));
        }
        entries.add(new Entry("a", async(64)));
        entries.add(new Entry("sdk", async(64)));
        entries.add(new Entry("sdk", bulk(64)));
        return decidedRace(transport, url, contestants, entries, Contestants.DECIDING_OVER_HTTP1, async(64));
    }

    /**
     * JVMs that run the same code differ by a twentieth, so those whose ratio decides get many: the first beside everybody
     * else, the others for the loads in question alone.
     */
    private Race decidedRace(
            String transport,
            String url,
            List<String> contestants,
            List<Entry> entries,
            List<String> deciding,
            Workload beside)
            throws IOException {
        Race race = new Race();
        race(race, 1, url, contestants, entries, busy());
        List<Workload> loads = List.of(sync(1), sync(64), beside);
        List<Entry> theirs = entries.stream()
                .filter(entry -> deciding.contains(entry.contestant()) && loads.contains(entry.load()))
                .toList();
        race(race, options.forks() - 1, url, deciding, theirs, busy());
        report.details(transport, race);
        return race;
    }

    /** All JVMs are there from the beginning, so that what the machine does to one round it does to all of them. */
    private void race(Race race, int forks, String url, List<String> contestants, List<Entry> entries, Jvms jvms)
            throws IOException {
        List<Field> fields = new ArrayList<>();
        try {
            for (int fork = 0; fork < forks; fork++) {
                Field field = new Field(contestants, url, keys, jvms.options());
                fields.add(field);
                field.warmUp(entries, jvms.warmUpMillis());
            }
            for (int round = 0; round < options.rounds(); round++) {
                for (Field field : fields) {
                    field.round(round, race, entries, options);
                }
            }
        } finally {
            fields.forEach(Field::close);
        }
    }

    /** What the JVMs of a race get, and how long each load warms them up. */
    private record Jvms(List<String> options, long warmUpMillis) {}

    /** Their callers leave the compiler no processor. */
    private Jvms busy() {
        List<String> all = new ArrayList<>(List.of(Jvm.CALLERS_WAIT_FOR_COMPILER));
        all.addAll(options.jvmOptions());
        return new Jvms(all, options.warmUpMillis());
    }

    /** They make few calls for the compiler to see, and leave it a processor. */
    private Jvms waiting() {
        return new Jvms(options.jvmOptions(), 3 * options.warmUpMillis());
    }

    private Race smallRace(String transport, String url, List<Entry> entries, Jvms jvms) throws IOException {
        Race race = new Race();
        race(race, FEW_JVMS, url, Contestants.DECIDING_OVER_HTTP1, entries, jvms);
        report.details(transport, race);
        return race;
    }

    private void goals(String transport, Race race, double mostCpu, double leastCalls) {
        for (int callers : List.of(1, 64)) {
            report.atMost(
                    "CPU per call, " + sync(callers) + ", " + transport,
                    TIMES_A,
                    mostCpu,
                    race.ratio(new Entry("sdk", sync(callers)), new Entry("a", sync(callers)), Figures::cpuPerCall));
        }
        Entry sync = new Entry("sdk", sync(64));
        report.atLeast(
                "calls per second, 64 callers, " + transport,
                TIMES_A,
                leastCalls,
                race.ratio(sync, new Entry("a", sync(64)), Figures::callsPerSecond));
        report.atLeast(
                "async, 64 in flight, " + transport,
                "× our 64 callers",
                0.8,
                race.ratio(new Entry("sdk", async(64)), sync, Figures::callsPerSecond));
    }

    void overHttp2() throws IOException, InterruptedException {
        try (Nginx nginx = new Nginx(work, keys, 100_000_000)) {
            List<String> contestants = taking(Contestants.OVER_HTTP2);
            List<Entry> entries = new ArrayList<>();
            for (Workload load : List.of(sync(1), sync(64), async(64))) {
                contestants.forEach(contestant -> entries.add(new Entry(contestant, load)));
            }
            entries.add(new Entry("sdk-h2", bulk(64)));
            Race race =
                    decidedRace("HTTP/2", nginx.url(), contestants, entries, Contestants.DECIDING_OVER_HTTP2, sync(64));
            Entry ours = new Entry("sdk-h2", sync(64));
            Entry raw = new Entry("a", sync(64));
            report.atMost(
                    "CPU per call, 64 callers, HTTP/2", TIMES_A, 0.75, race.ratio(ours, raw, Figures::cpuPerCall));
            report.atLeast(
                    "calls per second, 64 callers, HTTP/2",
                    TIMES_A,
                    1.3,
                    race.ratio(ours, raw, Figures::callsPerSecond));
        }
    }

    /** nginx ends a connection after 1000 requests unless told otherwise, and what is in flight then may fail. */
    void hubsLostToGoAways() throws IOException, InterruptedException {
        keys.trustHere();
        try (Nginx nginx = new Nginx(work, keys, 1000);
                SdkClient client = new SdkClient(nginx.url(), HttpClient.Version.HTTP_2)) {
            report.atMost("hubs lost of 20 000 over 20 GOAWAYs, HTTP/2", "", 0, (double) client.lostOf(20_000, 64));
        }
    }

    /** From 1 to 256 callers. */
    void growth() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (int callers = 1; callers <= MOST_CALLERS; callers *= 2) {
            entries.add(new Entry("a", sync(callers)));
            entries.add(new Entry("sdk", sync(callers)));
        }
        smallRace("growth, TLS", stub.tls(), entries, busy());
    }

    /** So many calls on one client: what the collector leaves must not grow. */
    void endurance() throws IOException {
        try (Field field = new Field(List.of("sdk"), stub.cleartext(), keys, busy().options())) {
            Entry entry = new Entry("sdk", sync(64));
            long first = 0;
            long last = 0;
            report.detail("");
            report.detail("| calls so far | live, KB | calls/s | failed |");
            report.detail("|---|---|---|---|");
            for (long calls = 0; calls < options.calls(); ) {
                Figures figures = field.figures(entry, ENDURANCE_STEP);
                calls += figures.calls();
                last = figures.live();
                first = first == 0 ? last : first;
                report.detail(String.format(
                        Locale.ROOT,
                        "| %d | %d | %.0f | %d |",
                        calls,
                        last / 1000,
                        figures.callsPerSecond(),
                        figures.failures()));
            }
            report.atMost("live after " + options.calls() + " calls", "× after the first", 1.2, (double) last / first);
        }
    }

    void withASlowServer() throws IOException {
        for (String transport : List.of("TLS", "cleartext")) {
            String url = transport.equals("TLS") ? stub.slowTls() : stub.slowCleartext();
            Entry sdk = new Entry("sdk", sync(64));
            Entry raw = new Entry("a", sync(64));
            Race race = smallRace("20 ms, " + transport, url, List.of(raw, sdk), waiting());
            report.atLeast(
                    "20 ms server, 64 callers, " + transport,
                    TIMES_A,
                    0.98,
                    race.ratio(sdk, raw, Figures::callsPerSecond));
        }
    }

    void coldStart() throws IOException, InterruptedException {
        for (String transport : List.of("TLS", "cleartext")) {
            ColdStart coldStart = new ColdStart(transport.equals("TLS") ? stub.tls() : stub.cleartext(), keys, work);
            for (boolean archived : List.of(false, true)) {
                String title = "cold start, " + transport + (archived ? ", AppCDS" : "");
                Map<String, List<Double>> times = coldStart.run(taking(Contestants.OVER_HTTP1), COLD_STARTS, archived);
                List<Double> raw = times.getOrDefault("a", List.of());
                report.detail("");
                report.detail("| " + title + " | ms | × a |");
                report.detail("|---|---|---|");
                times.forEach((contestant, own) -> {
                    double ratio = ratio(own, raw);
                    report.detail(String.format(
                            Locale.ROOT,
                            "| %s | %.0f | %.2f |",
                            contestant,
                            Race.median(own.stream().mapToDouble(ms -> ms).toArray()),
                            ratio));
                    if (contestant.equals("sdk")) {
                        report.atMost(title, TIMES_A, 1.20, ratio);
                    }
                });
            }
        }
    }

    private static double ratio(List<Double> above, List<Double> below) {
        double[] ratios = new double[Math.min(above.size(), below.size())];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = above.get(i) / below.get(i);
        }
        return Race.median(ratios);
    }

    void sizes() throws IOException {
        report.atMost("own jars", "KB", 200, Jars.ownSize() / 1000.0);
        ColdStart coldStart = new ColdStart(stub.cleartext(), keys, work);
        report.detail("");
        report.detail("| what it brings | jars, KB | classes loaded by the first call |");
        report.detail("|---|---|---|");
        for (String contestant : taking(Contestants.OVER_HTTP1)) {
            report.detail("| " + contestant + " | " + Jars.size(contestant) / 1000 + " | "
                    + coldStart.classes(contestant) + " |");
        }
    }

    private List<String> taking(List<String> contestants) {
        return contestants.stream()
                .filter(contestant -> contestant.equals("a")
                        || contestant.startsWith("sdk")
                        || options.contestants().contains(contestant))
                .toList();
    }
}
