package co.spkey.sdk.hubs.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.InputStreamReader;

/** The JVM of one contestant. Takes orders line by line, {@code how atATime millis}, and answers with {@link Figures}. */
final class ContestantMain {

    private ContestantMain() {}

    public static void main(String... args) throws Exception {
        Meter meter = new Meter();
        try (Contestant contestant = Contestants.make(args[0], args[1]);
                BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                String[] words = order.split(" ", -1);
                Workload load = new Workload(Workload.How.valueOf(words[0]), Integer.parseInt(words[1]));
                System.out.println(
                        run(contestant, meter, load, Long.parseLong(words[2])).line());
            }
        }
        System.exit(0); // Some contestants leave threads behind.
    }

    private static Figures run(Contestant contestant, Meter meter, Workload workload, long millis) throws Exception {
        Load load = new Load(contestant, workload.atATime());
        long bulk = 0;
        long allocated = meter.allocatedBytes();
        long cpu = Meter.cpuNanos();
        long start = System.nanoTime();
        switch (workload.how()) {
            case SYNC -> load.blocking(millis);
            case ASYNC -> load.async(millis);
            case BULK -> bulk = contestant.bulk(millis, workload.atATime());
        }
        long calls = load.calls() + bulk;
        long wall = System.nanoTime() - start;
        long cpuUsed = Meter.cpuNanos() - cpu;
        long allocatedBy = meter.allocatedBytes() - allocated;
        return new Figures(calls, load.failures(), wall, cpuUsed, allocatedBy, meter.liveBytes());
    }
}
