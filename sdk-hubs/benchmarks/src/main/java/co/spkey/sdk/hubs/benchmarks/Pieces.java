package co.spkey.sdk.hubs.benchmarks;

import co.spkey.sdk.core.call.CallPieces;
import co.spkey.sdk.hubs.CodecPieces;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The pieces of a call, measured with JMH. */
final class Pieces {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** What the compiler makes of the same code differs by a fifth from JVM to JVM. */
    private static final int FEWEST_JVMS = 7;

    private record Cost(double nanos, double bytes) {}

    private Pieces() {}

    static void run(int forks, Report report) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(CodecPieces.class.getName())
                        .include(CallPieces.class.getName())
                        .forks(Math.max(forks, FEWEST_JVMS))
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(2)
                        .measurementTime(TimeValue.seconds(1))
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        Map<String, Cost> costs = new TreeMap<>();
        for (RunResult result : results) {
            costs.put(
                    result.getPrimaryResult().getLabel(),
                    new Cost(
                            result.getPrimaryResult().getStatistics().getPercentile(50),
                            Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED), ALLOCATED)
                                    .getScore()));
        }
        report.detail("");
        report.detail("| piece | ns | bytes |");
        report.detail("|---|---|---|");
        costs.forEach((piece, cost) ->
                report.detail(String.format(Locale.ROOT, "| %s | %.0f | %.0f |", piece, cost.nanos(), cost.bytes())));
        Cost none = new Cost(Double.NaN, Double.NaN);
        for (String piece : new String[] {"decode", "encode"}) {
            Cost ours = costs.getOrDefault(piece, none);
            Cost databind = costs.getOrDefault(piece + "Plain", none);
            report.atMost(
                    piece + ", time",
                    "× databind",
                    piece.equals("decode") ? 1.0 : 2.0,
                    ours.nanos() / databind.nanos());
            report.atMost(piece + ", allocation", "× databind", 1.0, ours.bytes() / databind.bytes());
        }
        report.atMost(
                "retry decision, deadline and budget, allocation",
                "B",
                500,
                costs.getOrDefault("limitsAndRetry", none).bytes());
    }
}
